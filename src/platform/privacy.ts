/** Answers WeChat's question for the privacy authorisation by a sheet of our own. Called once, where the app begins. */
export declare function askForPrivacy(): void

/** Where this is, for the record of a consent. */
export declare const consentPlatform: 'weapp' | 'h5'

/** Opens the guide that the county filed with WeChat (《用户隐私保护指引》); null where there is none. */
export declare const openPrivacyGuide: (() => void) | null
