import { type Finding, findingsOf } from './finding'

export interface Page {
  status: number
  type: string
  cache: string
  body: string
}

export interface HostFacts {
  url: string
  apiUrl: string
  home: Page
  /** The paths of a printed code and of a paper's check. */
  code: Page
  paper: Page
  /** What the page's scripts contain of the demo's addresses and keys. */
  demoInScripts: string[]
  /** WeChat's check file by its address; empty when the doctor was told of none. */
  checkFiles: { address: string; page: Page }[]
}

const { needed, advised } = findingsOf('h5')
const isApp = ({ status, body }: Page) => status === 200 && body.includes('name="bb-api-url"')

/** The web host serves the app at every path, fresh, and leads it to this API. */
export function checkHost(facts: HostFacts): Finding[] {
  const found: Finding[] = []
  if (!facts.url.startsWith('https://')) {
    found.push(
      needed(
        `H5 is at ${facts.url}.`,
        'Serve it by https on a domain with ICP filing: WeChat opens printed codes no other way.',
      ),
    )
  }
  if (!isApp(facts.home)) {
    return [
      ...found,
      needed(`At ${facts.url} there is no H5 build (status ${facts.home.status}).`, 'Serve dist/h5 there.'),
    ]
  }
  if (!/no-cache|no-store|max-age=0/.test(facts.home.cache)) {
    found.push(
      needed(
        'index.html may be cached: people would see an old version for days.',
        'cache-control: no-cache for index.html.',
      ),
    )
  }
  const named = /name="bb-api-url" content="([^"]*)"/.exec(facts.home.body)?.[1] ?? ''
  if (named && named !== facts.apiUrl) {
    found.push(
      needed(
        `The page names the API ${named}, the doctor was told ${facts.apiUrl}.`,
        'Correct the meta bb-api-url of index.html.',
      ),
    )
  }
  for (const [what, page] of [
    ['/c/', facts.code],
    ['/v/', facts.paper],
  ] as const) {
    if (!isApp(page)) {
      found.push(
        needed(
          `Paths under ${what} do not open the app (status ${page.status}).`,
          'Unknown paths get index.html with status 200.',
        ),
      )
    }
  }
  // An address that the page itself names covers the one that was built in.
  const demo = facts.demoInScripts.filter((one) => !(named && one.startsWith('http')))
  if (demo.length > 0) {
    found.push(
      needed(
        `The build was made with the demo's ${demo.join(', ')}.`,
        'BB_API_URL=… BB_PUBLISHABLE_KEY=… npm run build:h5',
      ),
    )
  }
  if (facts.checkFiles.length === 0) {
    found.push(
      advised(
        "Nobody told the names of WeChat's check files for the printed codes.",
        'npm run doctor -- --check-file c/<name>.txt --check-file v/<name>.txt',
      ),
    )
  }
  for (const { address, page } of facts.checkFiles) {
    if (page.status !== 200 || page.type.includes('html') || page.body.trim() === '') {
      found.push(
        needed(
          `WeChat's check file is not at ${address}.`,
          'Put the file that 公众平台 gives into that folder of dist/h5.',
        ),
      )
    }
  }
  return found
}
