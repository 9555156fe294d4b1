import type { WindowFacts } from './window'

export function windowFacts(): WindowFacts {
  return { statusBar: 0, capsule: 12 }
}

export function setWindowTitle(title: string): void {
  document.title = title === '码上帮办' ? title : `${title}，码上帮办`
}
