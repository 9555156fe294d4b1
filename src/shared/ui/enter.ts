/**
 * Adds to the attributes of a Textarea (`nativeInput`): on a desk Enter sends and Shift+Enter begins a new line;
 * on a phone the key stays what it is.
 */
export declare function enterSends(
  send: () => void,
  attributes: Record<string, unknown>,
): Record<string, unknown>
