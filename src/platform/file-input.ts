interface Wish {
  accept: string
  /** Straight to the camera on a phone. */
  capture?: boolean
  multiple?: boolean
}

/** The browser's own file dialog; an empty list when the person closed it. Call it from a tap. */
export function askForFiles({ accept, capture, multiple }: Wish): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.multiple = Boolean(multiple)
    if (capture) input.setAttribute('capture', 'environment')
    input.style.display = 'none'
    const finish = (files: File[]) => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    // In the document: Safari forgets a dialog whose input nobody holds.
    document.body.append(input)
    input.click()
  })
}
