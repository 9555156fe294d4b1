/** Facts of the window that the frame of a page needs. */
export interface WindowFacts {
  /** Height of the phone's status bar above our title bar, px. */
  statusBar: number
  /** Width at the right of the title bar that belongs to WeChat's capsule, px. */
  capsule: number
}

export declare function windowFacts(): WindowFacts

/** Names the page for the browser tab and WeChat's recent list; our own title bar draws it. */
export declare function setWindowTitle(title: string): void
