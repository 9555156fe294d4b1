import { tellFault } from '@/shared/faults'
import { noteFaults } from './error-note'

const FILES = ['SCRIPT', 'LINK']

export function watchErrors(): void {
  noteFaults()
  // Captured: a script or style sheet that does not load tells nobody but itself.
  window.addEventListener(
    'error',
    (event) => {
      const file = event.target as (HTMLElement & { src?: string; href?: string }) | null
      if (file && FILES.includes(file.tagName)) {
        tellFault('resource', { message: `not loaded ${(file.src ?? file.href ?? '').replace(/^.*\//, '')}` })
      } else tellFault('error', event.error ?? { message: event.message })
    },
    true,
  )
  window.addEventListener('unhandledrejection', ({ reason }) => tellFault('rejection', reason))
}
