import type { Page } from 'playwright-core'

/** Characters of which each is easily taken for another of them, in the smallest print of forms. */
const CONFUSABLE =
  '未末土士日曰己已巳人入八大太天夫王玉主住往佳侍待持特戊戌戍干千于问间闻阅圆园国田由甲申电候侯拔拨袖柚崇祟0689BD35'
/** 小六 in points. */
const PRINT_POINTS = 6.5

export interface Print {
  /** What a phone of 12 megapixels takes of a page of A4, held upright: stored on its side, with the mark to turn it. */
  photo: Buffer
  /** How many of its characters can be told apart in a picture of the page; sides; the colour of its upper right corner. */
  read(picture: Buffer): Promise<{ right: number; width: number; height: number; corner: number[] }>
}

/** A page of the smallest print, photographed; and the eye that reads it again, by likeness to the clean print. */
export async function smallPrint(page: Page): Promise<Print> {
  const photo = await page.evaluate(
    async ({ text, points }) => {
      const [width, height] = [3024, 4032]
      const canvas = (w: number, h: number) =>
        Object.assign(document.createElement('canvas'), { width: w, height: h })
      let seed = 7
      const random = () => {
        seed = (seed * 16807) % 2147483647
        return seed / 2147483647
      }
      const paper = canvas(width, height)
      const pen = paper.getContext('2d') as CanvasRenderingContext2D
      pen.fillStyle = '#e9e4da'
      pen.fillRect(0, 0, width, height)
      pen.fillStyle = '#2b2b2b'
      pen.textAlign = 'center'
      pen.textBaseline = 'middle'
      const px = (points * 0.3528 * height) / (297 / 0.92)
      pen.font = `${px}px "Noto Sans CJK SC", sans-serif`
      const spots: { char: string; x: number; y: number }[] = []
      for (let [x, y, at] = [200, 400, 0]; at < text.length * 4; at += 1, x += px * 1.25) {
        if (x > width - 200) [x, y] = [200, y + px * 1.8]
        const char = text[(at * 17) % text.length]
        pen.fillText(char, x, y)
        spots.push({ char, x, y })
      }
      pen.fillStyle = '#f00'
      pen.fillRect(width - 160, 0, 160, 160)

      const side = 32
      const grab = (picture: CanvasImageSource & { width: number }, { x, y }: { x: number; y: number }) => {
        const eye = canvas(side, side).getContext('2d', {
          willReadFrequently: true,
        }) as CanvasRenderingContext2D
        const [k, r] = [picture.width / width, px * 0.56]
        eye.imageSmoothingQuality = 'high'
        eye.drawImage(picture, (x - r) * k, (y - r) * k, 2 * r * k, 2 * r * k, 0, 0, side, side)
        const values = [...eye.getImageData(0, 0, side, side).data].filter((_, at) => at % 4 === 0)
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const length = Math.hypot(...values.map((value) => value - mean)) || 1
        return values.map((value) => (value - mean) / length)
      }
      const clean = new Map(spots.map((spot) => [spot.char, grab(paper, spot)]))
      Object.assign(globalThis, {
        readPrint: async (address: string) => {
          const picture = await createImageBitmap(await (await fetch(address)).blob())
          const told = (spot: (typeof spots)[number]) => {
            const seen = grab(picture, spot)
            const likeness = (char: number[]) => char.reduce((sum, value, at) => sum + value * seen[at], 0)
            return [...clean].sort(([, a], [, b]) => likeness(b) - likeness(a))[0][0]
          }
          const corner = canvas(1, 1).getContext('2d') as CanvasRenderingContext2D
          corner.drawImage(picture, picture.width - 20, 10, 10, 10, 0, 0, 1, 1)
          return {
            right: spots.filter((spot) => told(spot) === spot.char).length / spots.length,
            width: picture.width,
            height: picture.height,
            corner: [...corner.getImageData(0, 0, 1, 1).data].slice(0, 3),
          }
        },
      })

      // A lens that blurs a little, a sensor that is noisy, light from one side; and the phone was held upright.
      const shot = canvas(height, width)
      const lens = shot.getContext('2d') as CanvasRenderingContext2D
      lens.translate(0, width)
      lens.rotate(-Math.PI / 2)
      lens.filter = 'blur(1.2px)'
      lens.drawImage(paper, 0, 0)
      const light = lens.getImageData(0, 0, height, width)
      for (let at = 0; at < light.data.length; at += 4) {
        const noise = (random() + random() + random() - 1.5) * 16
        for (let colour = 0; colour < 3; colour += 1) {
          light.data[at + colour] =
            light.data[at + colour] * (0.82 + (0.18 * ((at / 4) % height)) / height) + noise
        }
      }
      lens.putImageData(light, 0, 0)
      return shot.toDataURL('image/jpeg', 0.95)
    },
    { text: CONFUSABLE, points: PRINT_POINTS },
  )
  return {
    photo: marked(Buffer.from(photo.split(',')[1], 'base64')),
    read: (picture) =>
      page.evaluate(
        (address) => (globalThis as unknown as { readPrint: Print['read'] }).readPrint(address as never),
        `data:image/jpeg;base64,${picture.toString('base64')}`,
      ),
  }
}

/** With the Exif of a phone held upright: to be turned by 90° clockwise (orientation 6). */
function marked(jpeg: Buffer): Buffer {
  const exif = Buffer.from(
    '457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000',
    'hex',
  )
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}
