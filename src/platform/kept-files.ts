import type { PickedFile } from './media'

/** What is known of a kept file without opening it. */
export type KeptFacts = Pick<PickedFile, 'name' | 'size' | 'kind'>

/**
 * Files that wait to be sent, kept on the device so that closing the app does not lose them. `keepFile` gives
 * the file to use from then on: WeChat moves it, the old path ends.
 */
export declare function keepFile(key: string, file: PickedFile): Promise<PickedFile>

/** A kept file, or null when the device no longer has it. */
export declare function readKeptFile(key: string, facts: KeptFacts): Promise<PickedFile | null>

/** The file has arrived, or nobody wants it any more. */
export declare function forgetKeptFile(key: string): Promise<void>
