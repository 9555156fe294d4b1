/** WeChat shows documents in its own reader only. */
export function PdfFrame(_props: { url: string; name: string }) {
  return null
}
