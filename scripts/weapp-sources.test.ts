import { beforeAll, describe, expect, it, vi } from 'vitest'
import { PRIVACY_USES } from '../src/shared/privacy-uses'
import { deprecated, missing, oldestThatDoes } from './lib/weapp-audit/api-rules'
import { alienAttributes } from './lib/weapp-audit/attribute-rules'
import { askedFor, type BaseLibrary, older, readBaseLibrary } from './lib/weapp-audit/base-library'
import { locationUses, privateUses } from './lib/weapp-audit/privacy-rules'
import { readSources, type Sources } from './lib/weapp-audit/sources'
import { type Use, usedApis } from './lib/weapp-audit/used-apis'
import { misplacedGlobals } from './lib/weapp-audit/web-globals'

/** A source that breaks every rule, read together with the product's: each rule must see it there and nowhere else. */
const BAD = 'src/features/home/bad-example.tsx'
const BROKEN = `import { Button, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
declare const wx: { notThere(): void }
export function Bad() {
  const location = { href: '' }
  wx.notThere()
  Taro.getSystemInfoSync()
  void Taro.getLocation({ type: 'gcj02' })
  void Taro.getRandomValues({ length: 6 })
  void Taro.request({ url: '', useHighPerformanceMode: true })
  console.log(location.href, document.title, globalThis.localStorage, typeof fetch)
  return <View><Button openType="getUserInfo" /><Button onGetAuthorize={() => {}} /></View>
}
type Where = Location
export const here = (where: Where) => where.href + new URL(where.href).host + history.length
`
const TIMEOUT_MS = 240_000

let sources: Sources
let uses: Use[]
let library: BaseLibrary
let alien: string[]
let misplaced: string[]
const minimum = askedFor()
const line = (row: string) => row.replace(BAD, 'bad')
const [ofBad, ofProduct] = [(row: string) => row.startsWith(BAD), (row: string) => !row.startsWith(BAD)]

beforeAll(() => {
  library = readBaseLibrary()
  sources = readSources({ [BAD]: BROKEN })
  uses = usedApis(sources)
  alien = alienAttributes(sources)
  misplaced = misplacedGlobals(sources)
}, TIMEOUT_MS)

const productUses = () => uses.filter(({ where }) => ofProduct(where))

describe('what the sources ask of WeChat', () => {
  it('is there in the base library that project.config.json asks for', () => {
    const found = missing(uses, library, minimum)
    expect(found.filter(ofProduct)).toEqual([])
    expect(found.map(line)).toEqual(
      [
        'bad:6: WeChat has no Wx.notThere',
        'bad:9: Wx.getRandomValues came with 2.15.0',
        'bad:10: Wx.request(useHighPerformanceMode) came with 3.3.3',
      ].filter((row) => !row.includes('2.15.0') || older(minimum, '2.15.0')),
    )
  })

  it('needs that library, and no older one would do', () => {
    const { version, because } = oldestThatDoes(productUses(), library)
    expect({ version, because }).toEqual({
      version: minimum,
      because: expect.arrayContaining(['Wx.onNeedPrivacyAuthorization']),
    })
  })

  it('is nothing that WeChat no longer wants', () => {
    const found = deprecated(uses, library)
    expect(found.filter(ofProduct)).toEqual([])
    expect(found.filter(ofBad).map((row) => line(row).split(',')[0])).toEqual(['bad:7: Wx.getSystemInfoSync'])
  })

  it('is no attribute that a component has only elsewhere', () => {
    const found = alien
    expect(found.filter(ofProduct)).toEqual([])
    expect(found.map(line)).toEqual(['bad:12: <Button onGetAuthorize>'])
  })
})

describe('what WeChat counts as private', () => {
  it('is exactly what 隐私说明 names', () => {
    const own = { ...sources, files: sources.files.filter((file) => !file.fileName.endsWith(BAD)) }
    const declared = PRIVACY_USES.map((use) => use.interface).sort()
    expect(privateUses(own, productUses())).toEqual(declared)
    expect(privateUses(sources, uses)).toEqual([...declared, 'getLocation', 'getUserInfo'].sort())
  })

  it('is declared in app.json where that is asked for, and nothing else is', async () => {
    vi.stubGlobal('defineAppConfig', (config: unknown) => config)
    const { default: config } = (await import('../src/app.config')) as {
      default: { requiredPrivateInfos?: string[]; permission: object; __usePrivacyCheck__?: boolean }
    }
    expect(locationUses(productUses())).toEqual([...(config.requiredPrivateInfos ?? [])].sort())
    expect(locationUses(uses)).toContain('getLocation')
    // Only scopes of location have a place in `permission`.
    expect(Object.keys(config.permission).length > 0).toBe(locationUses(productUses()).length > 0)
    expect(config.__usePrivacyCheck__).toBe(true)
  })
})

it('uses the web only where the platforms differ', () => {
  const found = misplaced
  expect(found.filter(ofProduct)).toEqual([])
  expect(found.map(line)).toEqual([
    'bad:11: document',
    'bad:11: localStorage',
    'bad:15: URL',
    'bad:15: history',
  ])
})
