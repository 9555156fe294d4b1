/** While `active`, the Escape key calls `leave`. WeChat has no keys. */
export declare function useEscape(active: boolean, leave: () => void): void
