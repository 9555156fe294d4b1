/** The text of a scanned code; null when the person gave up. Throws an AppError when nothing could be read. */
export declare function scanCode(): Promise<string | null>
