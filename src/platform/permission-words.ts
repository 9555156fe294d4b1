import type { Permission } from './permission'

/** Why it is asked, and the way round, for who does not want to give it. */
export const REASON: Record<Permission, { name: string; why: string; otherwise: string }> = {
  camera: {
    name: '相机',
    why: '拍照、扫码要用相机，只在你点的时候用。',
    otherwise: '也可以先拍好再选照片；扫码可以改用图片识别，或者输入码下面的短码。',
  },
  album: {
    name: '照片',
    why: '从相册选照片，只拿你选中的那几张。',
    otherwise: '也可以现拍，或者从微信聊天里选文件。',
  },
  saveAlbum: {
    name: '添加到相册',
    why: '把图片存进你的相册，不看里面的照片。',
    otherwise: '也可以点开图片，长按发给自己。',
  },
}
