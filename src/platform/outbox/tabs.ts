/** Whether several tabs may have this app open at once, on the same storage. */
export declare const tabsShare: boolean

/** Runs while no other tab of this device runs something of the same name. */
export declare function aloneAmongTabs(name: string, act: () => Promise<void>): Promise<void>

/** Hears when another tab has changed what is kept under keys that begin so. */
export declare function onOtherTab(prefix: string, listen: () => void): void
