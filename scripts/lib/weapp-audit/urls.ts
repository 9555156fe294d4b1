/** The path of an address without what is different each time. */
export const nameOf = (url: string): string =>
  url
    .replace(/^\w+:\/\/[^/]+/, '')
    .replace(/\?.*/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
