export interface Overlay {
  box: HTMLElement
  close(): void
}

/** A window that WeChat draws over the page: dialogs, sheets, pictures. Taps reach what is in it, as on a phone. */
export function overlay(kind: string, label: string): Overlay {
  const mask = document.createElement('div')
  mask.className = `wx-over ${kind}`
  const box = document.createElement('div')
  box.className = 'wx-over__box'
  box.setAttribute('role', 'dialog')
  box.setAttribute('aria-label', label)
  mask.append(box)
  document.body.append(mask)
  return { box, close: () => mask.remove() }
}

export function add(parent: HTMLElement, tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  parent.append(element)
  return element
}

export const OVERLAY_STYLE = `
.wx-over { position: fixed; inset: 0; z-index: 5000; background: rgba(0,0,0,.6); display: flex; align-items: center;
  justify-content: center; color: rgba(0,0,0,.9); }
.wx-over__box { width: 320px; max-width: 90vw; background: #fff; border-radius: 12px; overflow: hidden; }
.wx-over button { font: inherit; border: 0; background: none; padding: 16px; }
.wx-modal__t { font-size: 17px; font-weight: 700; text-align: center; padding: 32px 24px 16px; }
.wx-modal__c { font-size: 17px; text-align: center; padding: 0 24px 32px; color: rgba(0,0,0,.5);
  white-space: pre-wrap; }
.wx-modal__b { display: flex; border-top: 1px solid rgba(0,0,0,.1); }
.wx-modal__b button { flex: 1; font-size: 17px; font-weight: 700; }
.wx-sheet { align-items: flex-end; }
.wx-sheet .wx-over__box { width: 100%; max-width: none; border-radius: 12px 12px 0 0; }
.wx-sheet button { width: 100%; border-top: 1px solid rgba(0,0,0,.1); }
.wx-sheet input, .wx-sheet select { display: block; width: 90%; margin: 16px auto; font-size: 17px; height: 44px; }
.wx-look { background: #000; }
.wx-look .wx-over__box { width: 100%; max-width: none; background: none; border-radius: 0; color: #fff;
  text-align: center; }
.wx-look img { max-width: 100%; }
.wx-toast { position: fixed; top: 40%; left: 50%; transform: translateX(-50%); z-index: 5000; max-width: 70vw;
  background: #4c4c4c; color: #fff; border-radius: 8px; padding: 16px; font-size: 14px; pointer-events: none; }
.wx-capsule { position: fixed; right: 7px; width: 87px; height: 32px; border: 1px solid rgba(0,0,0,.08);
  border-radius: 16px; background: rgba(255,255,255,.6); z-index: 4000; box-sizing: border-box; display: flex;
  align-items: center; justify-content: space-evenly; color: #000; font-size: 16px; pointer-events: none; }
`
