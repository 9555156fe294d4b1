import { type Inspector, latin1 } from './found.ts'
import { bigEndian, type Walk, walking } from './walk.ts'

/**
 * JPEG (ITU-T T.81 annex B): segments up to a scan, coded data up to the next marker, until EOI. A picture whose
 * upload or download broke off has no EOI. What follows it is left alone: phones put a second picture or a short
 * film there (MPF, motion photo, gain map).
 */
export function* jpeg(): Walk {
  yield { skip: 2 }
  let size = false
  let scan = false
  for (;;) {
    yield { find: 0xff }
    let [marker] = yield { take: 1 }
    while (marker === 0xff) [marker] = yield { take: 1 }
    // Inside coded data: a stuffed byte, a restart, or TEM outside of it, stand alone.
    if (marker === 0x00 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) continue
    if (marker === 0xd9) return size && scan
    const length = bigEndian(yield { take: 2 })
    if (length < 2) return false
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && length >= 8) {
      const frame = yield { take: 5 }
      // The height may be 0 (it then follows in a DNL segment), the width may not.
      size ||= bigEndian(frame.subarray(3, 5)) > 0
      yield { skip: length - 7 }
    } else {
      yield { skip: length - 2 }
    }
    if (marker === 0xda) scan = true
  }
}

/** PNG (ISO/IEC 15948): chunks from IHDR to IEND with data between. */
export function* png(): Walk {
  yield { skip: 8 }
  let data = false
  for (let first = true; ; first = false) {
    const head = yield { take: 8 }
    const length = bigEndian(head.subarray(0, 4))
    const name = latin1(head, 4)
    if (first) {
      if (name !== 'IHDR' || length !== 13) return false
      const size = yield { take: 8 }
      if (bigEndian(size.subarray(0, 4)) === 0 || bigEndian(size.subarray(4)) === 0) return false
      yield { skip: 5 + 4 }
    } else {
      // The four bytes are the checksum.
      yield { skip: length + 4 }
      if (name === 'IEND') return data
      data ||= name === 'IDAT' && length > 0
    }
  }
}

/**
 * HEIC and HEIF (ISO/IEC 14496-12): boxes, one behind the other, up to the end of the content; among them the
 * description of the items and their data.
 */
export function heif(mime: string): Inspector {
  const seen = new Set<string>()
  let between = true
  function* boxes(): Walk {
    for (;;) {
      const head = yield { take: 8 }
      between = false
      let length = bigEndian(head.subarray(0, 4))
      let headLength = 8
      seen.add(latin1(head, 4))
      if (length === 1) {
        const long = yield { take: 8 }
        length = bigEndian(long.subarray(0, 4)) * 2 ** 32 + bigEndian(long.subarray(4))
        headLength = 16
      }
      // 0: the last box, which goes on to wherever the end is.
      if (length !== 0 && length < headLength) return false
      yield { skip: length === 0 ? 0 : length - headLength }
      between = true
      if (length === 0) return true
    }
  }
  const inner = walking(mime, boxes())
  const whole = () => between && seen.has('meta') && (seen.has('mdat') || seen.has('idat'))
  return { push: inner.push, finish: () => ({ mime, refusal: whole() ? null : 'unreadable' }) }
}
