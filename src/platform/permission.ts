/** What the phone is asked for: to take a photo, to choose one, to put one into the album. Never where it is. */
export type Permission = 'camera' | 'album' | 'saveAlbum'

/**
 * Does what a person tapped for and what needs a permission. Refused, it says why it is asked and what else one can
 * do, with a way to the settings, and goes on by itself when the permission was given there; an AppError `denied`
 * when it was not, `privacy_refused` when WeChat's privacy authorisation was refused.
 */
export declare function permitted<T>(permission: Permission | null, run: () => Promise<T>): Promise<T>
