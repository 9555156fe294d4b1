export function enterSends(_send: () => void, attributes: Record<string, unknown>): Record<string, unknown> {
  return attributes
}
