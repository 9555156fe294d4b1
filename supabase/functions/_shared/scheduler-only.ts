import { Refusal } from './refusal.ts'

/** Lets only the scheduler pass, which sends the secret that both know. For functions without verify_jwt. */
export async function schedulerOnly(request: Request, secret: string): Promise<void> {
  if (await same(request.headers.get('x-schedule-secret') ?? '', secret)) return
  throw new Refusal(401, 'UNAUTHORIZED', '这一步只由系统自己做')
}

/** Compared by their hashes: how long it takes tells nothing of how much was right. */
async function same(one: string, other: string): Promise<boolean> {
  const hash = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const [a, b] = await Promise.all([hash(one), hash(other)])
  return a.every((byte, at) => byte === b[at])
}
