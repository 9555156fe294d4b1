export function enterSends(): Record<string, unknown> {
  return {}
}
