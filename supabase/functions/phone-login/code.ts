/** Six random digits, each code as likely as any other: what lies above the last whole million is drawn again. */
export function newCode(random: () => number = randomUint32): string {
  let number = random()
  while (number >= 4294 * 1_000_000) number = random()
  return String(number % 1_000_000).padStart(6, '0')
}

function randomUint32(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number
}
