import type { PickedFile } from './media'

/** What is known of a kept file without opening it. */
export type KeptFacts = Pick<PickedFile, 'name' | 'size' | 'kind'>

/**
 * Files that wait to be sent, kept on the device so that closing the app does not lose them. `file` is the one to
 * use from then on: WeChat moves it, the old path ends. `kept` is false when the device has no room: the file then
 * lives as long as the app does.
 */
export declare function keepFile(key: string, file: PickedFile): Promise<{ file: PickedFile; kept: boolean }>

/** A kept file, or null when the device no longer has it. */
export declare function readKeptFile(key: string, facts: KeptFacts): Promise<PickedFile | null>

/** The file has arrived, or nobody wants it any more. */
export declare function forgetKeptFile(key: string): Promise<void>

/** Keys of all files that are kept; a save that the app did not survive may have left one that nobody waits for. */
export declare function keptFileKeys(): Promise<string[]>
