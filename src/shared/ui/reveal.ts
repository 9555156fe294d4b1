/** Brings a part into view, wherever it scrolls: the page on a phone, a pane on the desk. */
export declare function reveal(id: string): void
