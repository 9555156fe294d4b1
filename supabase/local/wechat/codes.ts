import { toBuffer } from 'qrcode'
import { type Call, type Family, refuse, text } from './router'

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/

/**
 * getUnlimitedQRCode: a picture, or an error in JSON. What it draws is a square QR that says the page and the scene,
 * which the app's own scanner reads
 * (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html).
 */
export class CodePictures implements Family {
  /** Pages of the version that is published; null: every page. */
  published: string[] | null = null

  readonly apis = { '/wxa/getwxacodeunlimit': ({ body }: Call) => this.draw(body) }

  private async draw(body: Record<string, unknown>): Promise<Response> {
    const scene = text(body.scene)
    const page = text(body.page)
    if (scene.length === 0 || scene.length > 32)
      return refuse(40169, 'invalid length for scene, or the data is not json string')
    if (!SCENE.test(scene)) return refuse(40129, 'invalid scene')
    const unknown = this.published !== null && !this.published.includes(page)
    if (page.startsWith('/') || page.includes('?') || (body.check_path !== false && unknown))
      return refuse(41030, 'invalid page')
    const { width } = body
    if (width !== undefined && (typeof width !== 'number' || width < 280 || width > 1280))
      return refuse(40097, 'invalid args')
    const picture = await toBuffer(`${page}?scene=${encodeURIComponent(scene)}`, {
      width: typeof width === 'number' ? width : 430,
    })
    return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } })
  }
}
