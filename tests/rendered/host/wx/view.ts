import { type Options, refuse, succeed } from '../../../weapp/runtime/wx-types'

/** What of the page the calls below look at. */
export interface View {
  find(selector: string): Element | null
  findAll(selector: string): Element[]
}

type Answer = (result: unknown) => void
interface ScrollTo extends Options {
  scrollTop?: number
  selector?: string
  offsetTop?: number
}

const place = (element: Element) => {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  return { id: element.id, dataset: {}, left, top, right, bottom, width, height }
}
const scroll = (element: Element) => ({
  scrollTop: element.scrollTop,
  scrollLeft: element.scrollLeft,
  scrollHeight: element.scrollHeight,
  scrollWidth: element.scrollWidth,
})

/** wx calls that ask the view layer where things are, or move it; answered from what is really drawn. */
export function viewCalls(view: View) {
  return {
    pageScrollTo(o: ScrollTo) {
      const target = o.selector ? view.find(o.selector) : null
      if (o.selector && !target) return refuse(o, `pageScrollTo:fail ${o.selector} not found`)
      const top = target
        ? target.getBoundingClientRect().top + window.scrollY + (o.offsetTop ?? 0)
        : o.scrollTop
      window.scrollTo({ top: top ?? 0 })
      succeed(o, { errMsg: 'pageScrollTo:ok' })
    },
    createSelectorQuery: () => selectorQuery(view),
    createIntersectionObserver: () => intersections(view),
  }
}

function selectorQuery(view: View) {
  const asked: (() => unknown)[] = []
  let chosen: () => Element | Element[] | null = () => null
  const query: Record<string, unknown> = {}
  const ask = (look: (element: Element) => unknown, f?: Answer) => {
    const which = chosen
    asked.push(() => {
      const found = which()
      const result = Array.isArray(found) ? found.map(look) : found && look(found)
      f?.(result)
      return result
    })
    return query
  }
  const choose = (pick: typeof chosen) => {
    chosen = pick
    return query
  }
  return Object.assign(query, {
    in: () => query,
    select: (selector: string) => choose(() => view.find(selector)),
    selectAll: (selector: string) => choose(() => view.findAll(selector)),
    selectViewport: () => choose(() => document.documentElement),
    boundingClientRect: (f?: Answer) => ask(place, f),
    scrollOffset: (f?: Answer) => ask(scroll, f),
    fields: (_: unknown, f?: Answer) => ask((element) => ({ ...place(element), ...scroll(element) }), f),
    node: (f?: Answer) => ask((node) => ({ node }), f),
    exec: (f?: Answer) => void setTimeout(() => f?.(asked.map((answer) => answer())), 0),
  })
}

function intersections(view: View) {
  let seen: IntersectionObserver | undefined
  const observer = {
    relativeTo: () => observer,
    relativeToViewport: () => observer,
    observe(selector: string, f: Answer) {
      const target = view.find(selector)
      seen = new IntersectionObserver((entries) => {
        for (const { intersectionRatio, boundingClientRect } of entries)
          f({ intersectionRatio, boundingClientRect, time: Date.now() })
      })
      if (target) seen.observe(target)
    },
    disconnect: () => seen?.disconnect(),
  }
  return observer
}
