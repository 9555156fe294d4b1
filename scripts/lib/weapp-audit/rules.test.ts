import { describe, expect, it } from 'vitest'
import { RULES } from './rules'
import { judge } from './score'
import type { PageTree, RequestSeen, Seen } from './seen'
import { rulesOf } from './style-rules'
import { unreadIn } from './unread'

const tree: PageTree = {
  nodes: 300,
  depth: 12,
  deepest: '.card',
  children: 40,
  widest: '.list',
  images: [{ src: 'https://county.example/a.jpg', mode: 'aspectFill' }],
  imagesAtOnce: 1,
}
const request: RequestSeen = {
  method: 'GET',
  url: 'https://county.example/rest/v1/rpc/list_items',
  route: 'pages/home/index',
  began: 0,
  took: 120,
  status: 200,
  bytes: 4000,
  digest: 'a',
}
const paint = { person: 'zhang', at: 0, route: 'pages/home/index', bytes: 2000, unread: [] }
const drawn = {
  name: 'home',
  route: 'pages/home/index',
  longestRender: 12,
  targets: [{ where: '.btn', width: 120, height: 44 }],
  fixed: [{ where: '.tab', height: 50, above: 34 }],
  texts: [{ where: '.h', text: '首页', contrast: 7, large: false }],
  images: [
    {
      where: '.thumb',
      natural: [120, 120] as [number, number],
      shown: [56, 56] as [number, number],
      mode: '',
    },
  ],
}

/** A page in good order; a part of it is put in the place of its own for each rule. */
const good: Seen = {
  app: { pages: ['pages/home/index'], tabBar: { list: [] } },
  routes: ['pages/home/index', 'packages/guide/item/index'],
  styles: [{ file: 'app.wxss', text: '.list{overflow-y:auto;-webkit-overflow-scrolling:touch}' }],
  scripts: [{ file: 'app.js', text: '"list" "/packages/guide/item/index" "http://www.w3.org/2000/svg"' }],
  sizes: { main: 1, subpackages: {} },
  paints: [paint],
  pages: new Map([['pages/home/index', tree]]),
  requests: [request],
  pictures: [
    { src: 'https://county.example/a.jpg', route: 'pages/home/index', cacheControl: 'max-age=3600' },
  ],
  runs: [{ what: 'tap', route: 'pages/home/index', ms: 40 }],
  timers: [{ ms: 5000, repeats: false, setOn: 'pages/home/index', ranOn: 'pages/home/index' }],
  errors: [],
  deprecated: new Map(),
  tooYoung: [],
  firstScreenMs: 800,
  rendered: [drawn],
}
const page = (part: Partial<PageTree>): Partial<Seen> => ({
  pages: new Map([['pages/home/index', { ...tree, ...part }]]),
})
const drawing = (part: Partial<typeof drawn>): Partial<Seen> => ({ rendered: [{ ...drawn, ...part }] })
const style = (text: string): Partial<Seen> => ({ styles: [{ file: 'app.wxss', text }] })
const many = <T>(count: number, one: (at: number) => T) => Array.from({ length: count }, (_, at) => one(at))

/** One way to break each rule, just over its limit. */
const BROKEN: Record<string, Partial<Seen>> = {
  脚本执行时间: { runs: [{ what: 'tap', route: 'pages/home/index', ms: 1001 }] },
  首屏时间: { firstScreenMs: 5001 },
  渲染时间: drawing({ longestRender: 501 }),
  'setData 调用频率': { paints: many(21, (at) => ({ ...paint, at: at * 49 })) },
  'setData 数据大小': { paints: [{ ...paint, bytes: 256 * 1024 + 1 }] },
  'WXML 节点数': page({ children: 61 }),
  请求耗时: { requests: [{ ...request, took: 1001 }] },
  网络请求数: { requests: many(11, (at) => ({ ...request, began: at * 10, took: 301 })) },
  图片请求数: page({ imagesAtOnce: 21 }),
  图片缓存: { pictures: [{ ...good.pictures[0], cacheControl: 'no-cache' }] },
  图片大小: drawing({ images: [{ ...drawn.images[0], natural: [169, 169] }] }),
  网络请求缓存: { requests: many(2, (at) => ({ ...request, began: at * 179_000, bytes: 128 * 1024 + 1 })) },
  开启惯性滚动: style('@media (min-width:1px){.list{overflow:scroll}}'),
  '避免使用:active 伪类来实现点击态': style('.list:active::before{opacity:.1}'),
  保持图片大小比例: page({ images: [{ src: 'https://county.example/a.jpg', mode: '' }] }),
  可点击元素的响应区域: drawing({ targets: [{ where: '.x', width: 44, height: 19 }] }),
  'iPhone X 兼容': drawing({ fixed: [{ where: '.tab', height: 50, above: 33 }] }),
  窗口变化适配: { app: { ...good.app, resizable: true } },
  合理的颜色搭配: drawing({ texts: [{ where: '.h', text: '灰', contrast: 4.4, large: false }] }),
  '避免 JS 异常': { errors: [{ route: 'pages/home/index', text: 'TypeError' }] },
  避免网络请求异常: { requests: [{ ...request, status: 500 }] },
  废弃接口: { deprecated: new Map([['getSystemInfoSync', '已废弃']]) },
  '使用 HTTPS': { scripts: [{ file: 'app.js', text: `${good.scripts[0].text} "http://county.example/x"` }] },
  '避免 setData 数据冗余': { paints: [{ ...paint, unread: ['3.title'] }] },
  最低基础库版本: { tooYoung: ['src/a.ts:1: Wx.later came with 9.0.0'] },
  移除不可访问到的页面: { routes: [...good.routes, 'packages/lost/index'] },
  'WXSS 使用率': style(many(60, (at) => `.nobody-wears-${at}{color:#1A5FB4;padding:4px 8px}`).join('')),
  及时回收定时器: { timers: [{ ...good.timers[0], ranOn: 'packages/guide/item/index' }] },
}

describe('the rules of 体验评分', () => {
  it('are all of them, with the weights that WeChat publishes', () => {
    expect(RULES.map(({ title }) => title).sort()).toEqual(Object.keys(BROKEN).sort())
    const sum = (chapter: string) =>
      RULES.filter((rule) => rule.chapter === chapter).reduce((total, { weight }) => total + weight, 0)
    expect(['性能', '体验', '最佳实践'].map(sum)).toEqual([62, 29, 10])
  })

  it('find nothing in a page that is in order', () => {
    expect(RULES.filter((rule) => rule.judge(good)?.length !== 0).map(({ title }) => title)).toEqual([])
    expect(judge(good).score).toBe(100)
  })

  it.each(RULES)('$title: notices what breaks it, and nothing else does', ({ title, judge: look }) => {
    expect(look({ ...good, ...BROKEN[title] })).not.toEqual([])
    const others = RULES.filter(
      (rule) => rule.title !== title && rule.judge({ ...good, ...BROKEN[title] })?.length,
    )
    expect(others.map((rule) => rule.title)).toEqual([])
  })

  it('take a rule that was not looked at out of the count, and a broken one out of the points', () => {
    const { score, counted, lost } = judge({ ...good, ...BROKEN.请求耗时, rendered: undefined })
    expect([counted, lost]).toEqual([85, 5])
    expect(score).toBeCloseTo((100 * 80) / 85)
  })
})

it('reads a style sheet rule by rule, without key frames', () => {
  const text = '@keyframes in{0%{opacity:0}to{opacity:1}}/* .x{} */.a,.b{color:red}@media (x){.c{top:0}}'
  expect(rulesOf(text).map(({ selector }) => selector)).toEqual(['.a,.b', '.c'])
})

it('knows what a template reads of a node', () => {
  const bound = new Map([['3', new Set(['nn', 'cn', 'sid', 'cl'])]])
  const patch = {
    'root.cn.[0]': { nn: '3', sid: '_A', cl: 'a', title: 'x', cn: [{ nn: '3', sid: '_B', p9: 1 }] },
  }
  expect(unreadIn(patch, bound)).toEqual(['3.title', '3.p9'])
})
