const BOX = `<div class="viewer__in" role="dialog" aria-label="看图片">
  <img class="viewer__img" alt="">
  <div class="viewer__b">
    <button type="button" class="scanbox__btn" data-act="back">上一张</button>
    <span class="viewer__n" role="status"></span>
    <button type="button" class="scanbox__btn" data-act="on">下一张</button>
    <button type="button" class="scanbox__btn" data-act="close">关闭</button>
  </div>
</div>`

/**
 * Shows pictures full screen in the browser: back, on, close, Escape and arrow keys. Taro's own previewImage does the
 * same by a carousel library of 100 KB gzip, nearly half of the first load's budget.
 */
export function viewPictures(urls: string[], start: number): void {
  const box = document.createElement('div')
  box.className = 'scanbox viewer'
  box.innerHTML = BOX
  const picture = box.querySelector('img') as HTMLImageElement
  const words = box.querySelector('.viewer__n') as HTMLElement
  const before = document.activeElement as HTMLElement | null
  let at = start

  const show = (next: number) => {
    at = Math.max(0, Math.min(next, urls.length - 1))
    picture.src = urls[at]
    picture.alt = `第 ${at + 1} 张图片`
    words.textContent = urls.length > 1 ? `${at + 1} / ${urls.length}` : ''
  }
  const close = () => {
    box.remove()
    document.removeEventListener('keydown', onKey)
    before?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    if (event.key === 'ArrowLeft') show(at - 1)
    if (event.key === 'ArrowRight') show(at + 1)
  }

  picture.addEventListener('error', () => {
    words.textContent = '这张没打开，关闭后再点一次'
  })
  box.addEventListener('click', (event) => {
    const act = (event.target as HTMLElement).dataset.act
    if (act === 'back') show(at - 1)
    if (act === 'on') show(at + 1)
    if (act === 'close' || event.target === box) close()
  })
  document.addEventListener('keydown', onKey)
  if (urls.length < 2) {
    for (const step of box.querySelectorAll('[data-act="back"], [data-act="on"]')) step.remove()
  }
  document.body.append(box)
  show(start)
  box.querySelector<HTMLElement>('[data-act="close"]')?.focus()
}
