import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import {
  type AppJson,
  filesBelow,
  h5FirstLoad,
  LIMITS,
  pagesOf,
  unparsable,
  WECHAT_LIMIT,
  weappSizes,
} from '../../scripts/lib/dist'
import { JWT_SECRET, SECRET_KEY } from '../../supabase/local/defaults'
import { keepFigures } from '../support/figures'
import { distOf } from '../support/product'

const weapp = distOf('weapp')
const h5 = distOf('h5')
const src = path.resolve(import.meta.dirname, '../../src')
const app = JSON.parse(readFileSync(path.join(weapp, 'app.json'), 'utf8')) as AppJson
const within = (folder: string) => filesBelow(folder).map((file) => path.relative(folder, file))

describe('the build for WeChat', () => {
  it('has every page of the configuration, each with all its files', async () => {
    vi.stubGlobal('defineAppConfig', (config: AppJson) => config)
    const { default: config } = (await import('../../src/app.config')) as { default: AppJson }
    expect(pagesOf(app).sort()).toEqual(pagesOf(config).sort())
    const missing = pagesOf(app).flatMap((page) =>
      ['.js', '.json', '.wxml']
        .filter((end) => !existsSync(path.join(weapp, page + end)))
        .map((end) => page + end),
    )
    expect(missing).toEqual([])
  })

  it('registers every page that there is in the sources', () => {
    const written = within(src)
      .filter((file) => /^(pages|packages)\/.*index\.config\.ts$/.test(file))
      .map((file) => file.replace('.config.ts', ''))
    expect(pagesOf(app).sort()).toEqual(written.sort())
  })

  it('names no style and no template that is not there', () => {
    const lost = within(weapp)
      .filter((file) => /\.(wxss|wxml)$/.test(file))
      .flatMap((file) =>
        [
          ...readFileSync(path.join(weapp, file), 'utf8').matchAll(
            /(?:@import |<(?:import|include|wxs) [^>]*src=)["']([^"']+)["']/g,
          ),
        ]
          .map(([, name]) => path.join(name.startsWith('/') ? '' : path.dirname(file), name))
          .filter((name) => !existsSync(path.join(weapp, name)))
          .map((name) => `${file} names ${name}`),
      )
    expect(lost).toEqual([])
  })

  it('stays under the limits of the product and of WeChat', () => {
    const sizes = weappSizes(weapp)
    keepFigures('packages', sizes)
    expect(sizes.main).toBeLessThanOrEqual(LIMITS.weappMain)
    const heavy = Object.entries(sizes.subpackages).filter(([, size]) => size > LIMITS.weappSubpackage)
    expect(heavy).toEqual([])
    expect(filesBelow(weapp).filter((file) => statSync(file).size > WECHAT_LIMIT)).toEqual([])
  })

  it('opens in WeChat DevTools by the project file', () => {
    const project = JSON.parse(readFileSync(path.resolve(src, '../project.config.json'), 'utf8'))
    expect(path.resolve(src, '..', project.miniprogramRoot)).toBe(weapp)
  })
})

it('weighs little until the home page of H5 stands', () => {
  const { gzip, files } = h5FirstLoad(h5)
  keepFigures('h5', { firstLoadGzip: gzip, files: files.length })
  expect(gzip).toBeLessThanOrEqual(LIMITS.h5FirstLoad)
})

describe.each([
  ['weapp', weapp],
  ['h5', h5],
])('both builds: %s', (_, dist) => {
  it('is made of scripts that an engine can read', () => {
    expect(unparsable(filesBelow(dist))).toEqual([])
  })

  it('carries no key of the service and no secret', () => {
    const secrets = [SECRET_KEY, JWT_SECRET, 'sb_secret_', 'service_role', 'SERVICE_ROLE']
    const found = within(dist).flatMap((file) => {
      const text = readFileSync(path.join(dist, file), 'utf8')
      return secrets.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret}`)
    })
    expect(found).toEqual([])
  })
})
