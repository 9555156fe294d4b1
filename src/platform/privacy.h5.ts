// A browser asks for its camera by itself, and files are only what somebody picks.
export function askForPrivacy(): void {}

export const consentPlatform = 'h5'

export const openPrivacyGuide = null
