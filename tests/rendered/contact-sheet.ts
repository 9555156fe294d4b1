import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { WIDTHS } from './rendered-phone'
import { FOLDER, FONTS, type Visit } from './visit'

const asHtml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** All pictures on one page, the mini-program's and H5's side by side, with what was found under them. */
export function writeContactSheet(visits: readonly Visit[]): string {
  const shots = WIDTHS.flatMap((width) => FONTS.map((font) => `${width}-${font}`))
  const picture = (folder: string, name: string) =>
    existsSync(path.join(FOLDER, folder, name)) ? `<img loading="lazy" src="${folder}/${name}">` : ''
  const rows = visits.map(({ name, route, faults, text, looks }) => {
    const pairs = shots.map(
      (folder) =>
        `<figure><figcaption>${folder}</figcaption>${picture(folder, `${name}.png`)}${picture(folder, `${name}-h5.png`)}</figure>`,
    )
    const found = [...faults, ...text, ...looks].map((line) => `<li>${asHtml(line)}`).join('')
    return `<h2 id="${name}">${name} <small>${route}</small></h2><div class="row">${pairs.join('')}</div><ul>${found}</ul>`
  })
  const file = path.join(FOLDER, 'index.html')
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><title>Rendered: WeChat | H5</title><style>body{font:14px sans-serif}
.row{display:flex;overflow-x:auto;gap:16px;align-items:flex-start}figure{margin:0;flex:none}img{width:240px;
vertical-align:top;border:1px solid #ccc;margin-right:4px}</style>${rows.join('\n')}`,
  )
  return file
}
