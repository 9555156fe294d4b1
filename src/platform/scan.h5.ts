import { askForFiles } from './file-input'

const UNREAD = '这张图里没认出码。换一张清楚、正一点的；或者在搜索里输入码下面的短码'
const SHEET = `<div class="scanbox__in" role="dialog" aria-label="扫码">
  <video class="scanbox__v" playsinline muted></video>
  <p class="scanbox__t" role="status">把码放进画面里</p>
  <div class="scanbox__b"><button type="button" class="scanbox__btn" data-act="picture">用图片识别</button><button type="button" class="scanbox__btn" data-act="close">不扫了</button></div>
</div>`

/** The rear camera, where there is one and the person allows it. */
async function openCamera(): Promise<MediaStream | null> {
  if (!navigator.mediaDevices?.getUserMedia) return null
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).catch(() => null)
}

export function scanCode(): Promise<string | null> {
  return new Promise((resolve) => {
    const box = document.createElement('div')
    box.className = 'scanbox'
    box.innerHTML = SHEET
    document.body.append(box)
    const video = box.querySelector('video') as HTMLVideoElement
    const words = box.querySelector('.scanbox__t') as HTMLElement
    let stream: MediaStream | null = null
    let timer = 0
    let open = true

    const finish = (text: string | null) => {
      open = false
      window.clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
      box.remove()
      resolve(text)
    }

    const fromPicture = async () => {
      const [file] = await askForFiles({ accept: 'image/*' })
      if (!file) return
      const { readPicture } = await import('./read-qr.h5')
      const text = await readPicture(file)
      if (text) finish(text)
      else words.textContent = UNREAD
    }

    const fromCamera = async () => {
      stream = await openCamera()
      if (!stream || !open) {
        for (const track of stream?.getTracks() ?? []) track.stop()
        video.hidden = true
        words.textContent = '这里打不开相机。拍一张码的照片，或者截图，用图片识别'
        return
      }
      video.srcObject = stream
      await video.play()
      const { readFrame } = await import('./read-qr.h5')
      timer = window.setInterval(() => {
        const text = readFrame(video)
        if (text) finish(text)
      }, 250)
    }

    box.addEventListener('click', (event) => {
      const act = (event.target as HTMLElement).dataset.act
      if (act === 'picture') void fromPicture()
      if (act === 'close') finish(null)
    })
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') finish(null)
    })
    ;(box.querySelector('button') as HTMLElement).focus()
    void fromCamera()
  })
}
