import type { PrintedCode } from './api'
import { type CodeCard, codeCard, codeSheet, type SheetOptions } from './sheet'

export const REASON_MAX = 200

/** Codes whose name, department or short code holds what was typed; all for nothing. */
export function findCodes(codes: readonly PrintedCode[], typed: string): PrintedCode[] {
  const words = typed.trim().toUpperCase().split(/\s+/).filter(Boolean)
  return codes.filter(({ code, name, department }) => {
    const text = `${code} ${name} ${department}`.toUpperCase()
    return words.every((word) => text.includes(word))
  })
}

/** Pictures by code that stand in place of the QR; a code without one keeps its QR. */
type Pictures = Record<string, string | null>

const cardOf = ({ code, name, department, line }: PrintedCode, pictures: Pictures): CodeCard => ({
  code,
  name,
  department,
  line: line ?? '扫码看要什么，手机就能办。',
  picture: pictures[code] ?? null,
})

/** A drawing as an address for an image, on both targets. */
const address = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`

/** One card: the drawing, and the address that an image shows. */
export function drawnCard(
  code: PrintedCode,
  options: SheetOptions,
  pictures: Pictures = {},
): { svg: string; src: string } {
  const svg = codeCard(cardOf(code, pictures), options)
  return { svg, src: address(svg) }
}

/** The sheets to print, eight cards each; stopped codes are left out. */
export function drawnSheets(
  codes: readonly PrintedCode[],
  options: SheetOptions,
  pictures: Pictures = {},
): { svg: string; src: string }[] {
  const active = codes.filter((code) => code.state === 'active')
  const cards = active.map((code) => cardOf(code, pictures))
  return codeSheet(cards, options).map((svg) => ({ svg, src: address(svg) }))
}

/** Why a reason cannot be sent; null when it can. */
export function reasonProblem(reason: string): string | null {
  const length = [...reason.trim()].length
  if (length === 0) return '写上为什么停用，扫到的人会看到'
  return length > REASON_MAX ? `超了 ${length - REASON_MAX} 字，删一些` : null
}
