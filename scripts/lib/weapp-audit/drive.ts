import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type County, distOf } from '../../../tests/support/product'
import { Folder, scannedPdf } from '../../../tests/weapp/files'
import { Phone } from '../../../tests/weapp/phone'
import { Colleague } from '../../../tests/weapp/staff'
import { type AppJson, filesBelow, pagesOf, weappSizes } from '../dist'
import { missing } from './api-rules'
import { askedFor, readBaseLibrary } from './base-library'
import { mainJob } from './main-job'
import { leadersPages, officersPages, ownersPages, talk } from './other-pages'
import type { Seen } from './seen'
import { readSources } from './sources'
import { readBoundKeys } from './unread'
import { usedApis } from './used-apis'
import { Watch } from './watch'

/** Texts of the package's files with this ending. */
const textsOf = (dist: string, end: string) =>
  filesBelow(dist)
    .filter((file) => file.endsWith(end))
    .map((file) => ({ file: path.relative(dist, file), text: readFileSync(file, 'utf8') }))

/** What needs no phone: the package itself and the sources. */
export function lookAtPackage(dist: string) {
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as AppJson & Seen['app']
  return {
    app,
    routes: pagesOf(app),
    styles: textsOf(dist, '.wxss'),
    scripts: textsOf(dist, '.js'),
    sizes: weappSizes(dist),
    tooYoung: missing(usedApis(readSources()), readBaseLibrary(), askedFor()),
  }
}

/** Plays the main job and opens every other page, on the built mini-program in a vm; gives what was seen. */
export async function drive(county: County): Promise<Seen> {
  const dist = distOf('weapp')
  const bound = readBoundKeys(dist)
  const { apiUrl } = county.stack
  const files = new Folder()
  const watched: { phone: Phone; watch: Watch }[] = []
  const take = (handle: 'zhang' | 'li' | 'wang' | 'zhou') => {
    const phone = new Phone({ apiUrl, handle })
    const watch = new Watch(phone, bound, handle)
    watched.push({ phone, watch })
    return phone
  }
  try {
    const zhang = take('zhang')
    const began = performance.now()
    await zhang.app.launch()
    await zhang.see('食品经营许可（新办）')
    const firstScreenMs = performance.now() - began
    const pause = () => zhang.pass(1000)
    const cast = {
      phone: zhang,
      li: await Colleague.come(county.stack, 'li', pause),
      wang: await Colleague.come(county.stack, 'wang', pause),
      scan: files.put('操作流程图 扫描.pdf', await scannedPdf('操作流程图')),
      result: await scannedPdf('食品经营许可证'),
      moveTo: async (at: string) => {
        await county.setClock(at)
        zhang.setClock(at)
      },
    }
    const made = await mainJob(cast)
    await ownersPages(zhang, made)
    zhang.end()
    for (const handle of ['li', 'wang', 'zhou'] as const) {
      const officer = take(handle)
      officer.setClock(made.now)
      await signInStaff(officer)
      if (handle === 'zhou') await leadersPages(officer)
      else await officersPages(officer, made)
      if (handle === 'li') await talk(officer, made)
      officer.end()
    }
    return {
      ...lookAtPackage(dist),
      ...together(watched),
      pictures: await picturesOf(watched, apiUrl),
      firstScreenMs,
    }
  } finally {
    files.remove()
  }
}

/** Home is the workbench for them. */
async function signInStaff(phone: Phone): Promise<void> {
  await phone.app.launch()
  await phone.see('登录后就能办')
  await phone.tap('登录')
  await phone.at('pages/sign-in')
  await phone.tap('同意并用微信登录')
  await phone.at('pages/home')
  await phone.see('工作台')
}

function together(watched: { phone: Phone; watch: Watch }[]) {
  const all = <T>(of: (watch: Watch) => T[]) => watched.flatMap(({ watch }) => of(watch))
  const errors = watched.flatMap(({ phone }) =>
    phone.app.errors.map((error) => ({ route: '', text: String(error) })),
  )
  const pages: Seen['pages'] = new Map()
  for (const { watch } of watched) {
    for (const [route, tree] of watch.pages) {
      const before = pages.get(route)
      // Two people see different faces of a page: the larger one counts.
      if (!before || tree.nodes > before.nodes) pages.set(route, tree)
    }
  }
  return {
    paints: all((watch) => watch.paints),
    requests: all((watch) => watch.requests),
    runs: all((watch) => watch.runs),
    timers: all((watch) => watch.timers),
    deprecated: new Map(all((watch) => [...watch.deprecated])),
    errors,
    pages,
  }
}

async function picturesOf(watched: { watch: Watch }[], apiUrl: string): Promise<Seen['pictures']> {
  const seen = watched.flatMap(({ watch }) =>
    [...watch.pages].flatMap(([route, { images }]) => images.map(({ src }) => ({ route, src }))),
  )
  const remote = seen.filter(({ src }) => /^https?:/.test(src))
  return Promise.all(
    remote.map(async ({ route, src }) => {
      const answer = await read(src.replace(/^http:\/\/localhost:54321/, apiUrl))
      return { route, src, cacheControl: answer.headers.get('cache-control') ?? '' }
    }),
  )
}

/** One more time where the connection that fetch had kept open was just being closed by the server. */
async function read(url: string): Promise<Response> {
  const answer = await fetch(url).catch(() => fetch(url))
  await answer.arrayBuffer()
  return answer
}
