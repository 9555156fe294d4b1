import { AppError } from '@/shared/errors'
import { askForFiles } from './file-input'
import { permitted } from './permission'

const AIM = '把码放进画面里'
const NO_CAMERA = '这里打不开相机。拍一张码的照片，或者截图，用图片识别'
const UNREAD = '这张图里没认出码。换一张清楚、正一点的；或者在搜索里输入码下面的短码'
const SHEET = `<div class="scanbox__in" role="dialog" aria-label="扫码">
  <video class="scanbox__v" playsinline muted></video>
  <p class="scanbox__t" role="status">${AIM}</p>
  <div class="scanbox__b"><button type="button" class="scanbox__btn" data-act="picture">用图片识别</button><button type="button" class="scanbox__btn" data-act="close">不扫了</button></div>
</div>`

/** The rear camera; where there is none, or the person does not allow it, what to do instead. */
async function openCamera(): Promise<MediaStream | string> {
  if (!navigator.mediaDevices?.getUserMedia) return NO_CAMERA
  try {
    return await permitted('camera', () =>
      navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
    )
  } catch (thrown) {
    return thrown instanceof AppError ? `${thrown.message}。${thrown.hint}` : NO_CAMERA
  }
}

/** Resolves when the person gives the permission back in the browser's settings, where the browser tells of it. */
async function whenCameraAllowed(): Promise<void> {
  const name = 'camera' as PermissionName
  const status = await navigator.permissions?.query({ name }).catch(() => null)
  await new Promise<void>((resolve) => {
    if (status?.state !== 'denied') return
    status.onchange = () => status.state !== 'denied' && resolve()
  })
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
      const camera = await openCamera()
      if (typeof camera === 'string') {
        video.hidden = true
        words.textContent = camera
        void whenCameraAllowed().then(() => open && void fromCamera())
        return
      }
      stream = camera
      if (!open) {
        for (const track of camera.getTracks()) track.stop()
        return
      }
      video.hidden = false
      words.textContent = AIM
      video.srcObject = camera
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
