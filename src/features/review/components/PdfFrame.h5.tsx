/** The browser's own PDF viewer inside the page. */
export function PdfFrame({ url, name }: { url: string; name: string }) {
  return <iframe className="paper__frame" src={url} title={name} />
}
