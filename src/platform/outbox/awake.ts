/** Hears when the platform stops what is under way (false) and lets it go on (true). */
export declare function onAwake(listen: (awake: boolean) => void): void
