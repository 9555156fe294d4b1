import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { SIGNED_SECONDS } from '../../../src/platform/signed-for'
import { JWT_SECRET } from '../../../supabase/local/defaults'
import { HEWEI, YAYUN } from '../../../supabase/tests/fixture'
import { claimsOf } from '../fixture-stack'
import { type Ground, nothing } from './ground'

/** Whatever Storage says, it is a refusal and tells nothing of the file. */
async function closed(attempt: PromiseLike<{ data: unknown; error: unknown }>, what: string): Promise<void> {
  const answer = await attempt
  nothing({ data: answer.error ? null : answer.data, error: answer.error }, what)
}

export function attacksOnFiles(ground: () => Ground): void {
  describe('a path that somebody guessed', () => {
    for (const who of ['liu', 'sun', 'zhao', 'admin', 'anon']) {
      test(`${who}: download, look, list, sign, take over, remove`, async () => {
        const { file, as, anon } = ground()
        const client = who === 'anon' ? anon : await as(who)
        const bucket = client.storage.from('materials')
        await closed(bucket.download(file), 'download')
        await closed(bucket.info(file), 'info')
        await closed(bucket.list(file.replace(/\/[^/]+$/, '')), 'list')
        await closed(bucket.list(HEWEI), 'list of the enterprise')
        await closed(bucket.list(), 'list of everything')
        await closed(bucket.createSignedUrl(file, 60), 'sign')
        const many = await bucket.createSignedUrls([file], 60)
        expect(many.data?.filter((each) => each.signedUrl) ?? []).toEqual([])
        await closed(bucket.createSignedUploadUrl(file), 'sign an upload over it')
        await closed(bucket.createSignedUploadUrl(`${file}2.jpg`), 'sign an upload beside it')
        await closed(
          bucket.upload(file, new Blob(['x'], { type: 'image/jpeg' }), { upsert: true }),
          'upload over it',
        )
        await closed(bucket.update(file, new Blob(['x'], { type: 'image/jpeg' })), 'update')
        await closed(bucket.copy(file, `${YAYUN}/x.jpg`), 'copy')
        await closed(bucket.move(file, `${YAYUN}/x.jpg`), 'move')
        await closed(bucket.remove([file]), 'remove')
        const open = await fetch(bucket.getPublicUrl(file).data.publicUrl)
        expect([open.ok, (await open.text()).includes('暗号')]).toEqual([false, false])
        const left = await (await as('zhang')).storage.from('materials').download(file)
        expect(await left.data?.text()).toBe('暗号')
      })
    }

    test('does not say whether there is a file', async () => {
      const { file, as } = ground()
      const bucket = (await as('liu')).storage.from('materials')
      const there = await bucket.createSignedUrl(file, 60)
      const nowhere = await bucket.createSignedUrl(file.replace('f1.jpg', 'f2.jpg'), 60)
      expect(there.error?.message).toBe(nowhere.error?.message)
      const [a, b] = [await bucket.download(file), await bucket.download(file.replace('f1.jpg', 'f2.jpg'))]
      expect((a.error as { status?: number }).status).toBe((b.error as { status?: number }).status)
    })
  })

  describe('a signed address', () => {
    const sign = (claims: Record<string, unknown>, secret = JWT_SECRET) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(new TextEncoder().encode(secret))

    test('is short-lived, good for its one file, and for nothing after its end', async () => {
      const { file, as } = ground()
      const bucket = (await as('zhang')).storage.from('materials')
      const made = await bucket.createSignedUrl(file, SIGNED_SECONDS)
      const url = new URL(made.data?.signedUrl ?? '')
      expect(await (await fetch(url)).text()).toBe('暗号')

      const claims = claimsOf(url.searchParams.get('token') ?? '') as {
        iat: number
        exp: number
        url: string
      }
      expect(claims.exp - claims.iat).toBe(SIGNED_SECONDS)
      expect(SIGNED_SECONDS).toBeLessThanOrEqual(300)

      const opens = async (token: string, path = url.pathname) => {
        const at = new URL(url)
        at.pathname = path
        at.searchParams.set('token', token)
        const answer = await fetch(at)
        const text = await answer.text()
        if (!answer.ok) nothing({ error: text.replaceAll(file, '') }, path)
        return answer.ok && text === '暗号'
      }
      const now = Math.floor(Date.now() / 1000)
      // The control: made as Storage makes it, with its secret, it opens; a second too late it does not.
      expect(await opens(await sign({ ...claims, exp: now + 60 }))).toBe(true)
      expect(await opens(await sign({ ...claims, iat: now - SIGNED_SECONDS - 1, exp: now - 1 }))).toBe(false)
      expect(
        await opens(await sign({ ...claims, exp: now + 60 }, 'another-secret-with-at-least-32-characters')),
      ).toBe(false)
      expect(await opens('')).toBe(false)
      const elsewhere = { sub: 'elsewhere.jpg', url: 'materials/elsewhere.jpg' }
      expect(await opens(await sign({ ...claims, ...elsewhere, exp: now + 60 }))).toBe(false)
      const other = url.pathname.replace('f1.jpg', 'f3.jpg')
      expect(await opens(url.searchParams.get('token') ?? '', other)).toBe(false)
    })

    test('is made by the call of somebody who may read at that moment, not by who once could', async () => {
      const { file, as, stack } = ground()
      const bucket = (await as('wang')).storage.from('materials')
      // The window reads what was filed; this draft it does not.
      await closed(bucket.createSignedUrl(file, 60), 'a draft')
      const filed = await stack.sql<{ path: string }[]>`
        select f.path from public.application_files f join public.applications a on a.id = f.application_id
        where a.state <> 'draft' limit 1`
      const path = filed[0]?.path ?? ''
      expect((await bucket.createSignedUrl(path, 60)).error).toBeNull()
      const [{ id } = { id: '' }] = await stack.sql<{ id: string }[]>`
        select person_id as id from public.staff where display_name = '王科员'`
      await stack.sql`update public.staff set active = false where person_id = ${id}`
      await closed(bucket.createSignedUrl(path, 60), 'after he left')
      await stack.sql`update public.staff set active = true where person_id = ${id}`
    })
  })
}
