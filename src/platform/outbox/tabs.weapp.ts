// WeChat opens a mini-program once.
export const tabsShare = false

export const aloneAmongTabs = (_name: string, act: () => Promise<void>): Promise<void> => act()

export function onOtherTab(): void {}
