import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

vi.mock('./upload-request', () => ({ cancelledError: () => new Error('cancelled') }))
const { makePlaces, UPLOADS_AT_ONCE } = await import('./upload-places')

const FORTY = Array.from({ length: 40 }, (_, id) => id)

test('forty at once: never more than three run, all of them come in order, who gives up makes room', async () => {
  const id = fc.nat(39)
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(id), fc.array(id, { maxLength: 200 }), async (quitters, ends) => {
      const take = makePlaces(UPLOADS_AT_ONCE)
      const running = new Set<number>()
      const left = new Set<number>()
      const came: number[] = []
      let most = 0
      const places = FORTY.map((each) => {
        const place = take()
        place.ready.then(
          () => {
            if (left.has(each)) return
            running.add(each)
            came.push(each)
            most = Math.max(most, running.size)
          },
          () => undefined,
        )
        return place
      })
      const end = (each: number) => {
        left.add(each)
        running.delete(each)
        places[each].leave()
      }
      for (const each of quitters) end(each)
      for (const each of ends) {
        await Promise.resolve()
        if (running.has(each)) end(each)
      }
      for (let round = 0; round < 80; round += 1) {
        await Promise.resolve()
        for (const each of [...running]) end(each)
      }
      expect(most).toBeLessThanOrEqual(3)
      expect(came).toEqual(FORTY.filter((each) => !quitters.includes(each)))
    }),
    { numRuns: 100, seed: 4 },
  )
})
