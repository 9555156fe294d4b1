/** Whether there is room for list and content side by side (1,000 px); never in WeChat on a phone. */
export declare function useWide(): boolean
