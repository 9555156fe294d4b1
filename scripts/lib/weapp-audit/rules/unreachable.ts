import { fault, type Rule } from '../rule'

/** Every page in the package can be reached from another. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: '移除不可访问到的页面',
  weight: 0,
  judge: ({ routes, scripts, app }) => {
    const tabs = JSON.stringify(app.tabBar ?? {})
    return routes
      .filter((route) => route !== app.pages[0] && !tabs.includes(route))
      .filter(
        (route) => !scripts.some(({ file, text }) => !file.startsWith(route) && text.includes(`/${route}`)),
      )
      .map((route) => fault(route, 'page', 'no other page names its address'))
  },
}
