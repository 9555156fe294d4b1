import { printedDocumentCode } from '@/shared/document-code'
import { itemCodeFrom } from '@/shared/item-code'
import { routes } from '@/shared/routes'

/**
 * Hash route for a printed link's path: the code page (`/c/QX07`), the check of a paper (`/v/7KQM3HXT9WRZP`);
 * null for every other path.
 */
export function routeOfPrintedLink(path: string): string | null {
  const paper = printedDocumentCode(path)
  if (paper) return `/#${routes.documentCheck(paper)}`
  const code = path.startsWith('/c/') ? itemCodeFrom(path) : null
  return code ? `/#/pages/code/index?c=${code}` : null
}

/**
 * A printed code is an ordinary link, `https://<host>/c/QX07`, which WeChat's link rule also understands. In a
 * browser the host answers it with the app's page (or a redirect); here it becomes the app's own route.
 */
export function openPrintedLink(): void {
  const route = routeOfPrintedLink(window.location.pathname)
  if (route) window.history.replaceState(null, '', route)
}
