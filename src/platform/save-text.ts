/**
 * Hands a text over as a file: a download on H5; in WeChat a file to send on (to 文件传输助手, to oneself), or, where
 * this WeChat cannot, the text on the clipboard. Says which of them it was.
 */
export declare function saveText(name: string, text: string): Promise<'file' | 'copied' | 'left'>
