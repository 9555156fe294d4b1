import type { PickedFile } from './media'

/**
 * A picture small enough to go up quickly and of a kind that everybody can open, its text still to be read and the
 * same way up; the file itself when it is so already or this platform cannot change it.
 */
export declare function fitPicture(file: PickedFile): Promise<PickedFile>
