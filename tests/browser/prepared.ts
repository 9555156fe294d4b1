import type { Browser, Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Me } from '@/shared/contract'
import { CONSENT_VERSION } from '@/shared/privacy-uses'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { JOURNEY_BEGINS, type Product } from '../support/product'
import { signInByEmail } from '../support/stack'
import type { Colleague } from '../weapp/staff'
import { Person, PHONE } from './people'
import type { RealFiles } from './real-files'

/** Where the app keeps the session; Taro wraps every kept text in an object. */
export const SESSION = 'bb.session'
export const asKept = (text: string) => JSON.stringify({ data: text })

/** What a tap on the sign-in page leaves on the device: the session, the consent, and who it was. */
export const keptSignIn = (session: { user: { id: string } } | null): Record<string, string> => ({
  [SESSION]: asKept(JSON.stringify(session)),
  'bb.consent': asKept(JSON.stringify({ version: CONSENT_VERSION, at: JOURNEY_BEGINS })),
  'bb.signed-in': asKept(JSON.stringify({ user: session?.user.id, way: 'demo' })),
})

/** A person who has signed in on this device before: no tap on the way. */
export async function arrive(
  browser: Browser,
  product: Pick<Product, 'stack' | 'app'>,
  handle: DemoHandle,
  viewport = PHONE,
): Promise<Person> {
  const client = await signInByEmail(product.stack, `${handle}@demo.invalid`)
  const { data } = await client.auth.getSession()
  const person = await Person.come(browser, product.app.url, handle, viewport)
  const kept = keptSignIn(data.session)
  // Once a tab: a later load must find what the app itself has left there.
  await person.context.addInitScript((items) => {
    if (sessionStorage.getItem('arrived')) return
    sessionStorage.setItem('arrived', '1')
    for (const [key, text] of Object.entries(items)) localStorage.setItem(key, text)
  }, kept)
  return person
}

/** Answers that complete the form of 食品经营许可（新办）. */
export const COMPLETE = {
  area: '82',
  place_source: 'own',
  business_type: 'small',
  projects: 'hot',
  online_sale: 'no',
  safety_officer: '刘店长',
  staff: '5',
  health_certs: '5',
}

export interface PreparedDraft {
  id: string
  enterprise: string
}

/** A fresh draft of 食品经营许可（新办）, whatever was there before; `answers` of the form already saved. */
export async function prepareDraft(
  owner: Colleague,
  answers: Record<string, string> = COMPLETE,
): Promise<PreparedDraft> {
  const { enterprises } = await owner.ask<Me>('get_me')
  const [{ id: enterprise }] = enterprises
  const start = () =>
    owner.act<{ id: string }>('start_application', {
      p_enterprise_id: enterprise,
      p_item_code: 'QX07',
      p_situation_answers: { how_sell: 'cook', who: 'self' },
    })
  // An open draft is given again: the one that an earlier test left goes.
  await owner.act('delete_draft', { p_application_id: (await start()).id })
  const { id } = await start()
  await owner.act('save_draft', { p_application_id: id, p_answers: answers, p_situation_answers: null })
  return { id, enterprise }
}

/** Everything that the owner brings, uploaded and tied to its material. */
export async function attachAll(owner: Colleague, draft: PreparedDraft, files: RealFiles): Promise<void> {
  const bytes = files.bytes(files.jpeg)
  const { materials } = await owner.read(draft.id)
  for (const { key, required, fetched_by_office: fetched } of materials) {
    if (!required || fetched) continue
    const path = `${draft.enterprise}/${draft.id}/${crypto.randomUUID()}.jpg`
    await owner.put('materials', path, bytes, 'image/jpeg')
    await owner.act('attach_file', {
      p_application_id: draft.id,
      p_material_key: key,
      p_path: path,
      p_name: `${key}.jpg`,
    })
  }
}

/** A complete application that waits at the window; gives its id. */
export async function submitPrepared(owner: Colleague, files: RealFiles): Promise<string> {
  const draft = await prepareDraft(owner)
  await attachAll(owner, draft, files)
  await owner.act('submit_application', { p_application_id: draft.id, p_consent: true })
  return draft.id
}

/** How long a condition may take on a busy machine; vitest's own second is too short for a save. */
export const SOON = { timeout: 15_000 }

/** A field shows this, once it has come; a page just opened shows its labels first. */
export async function holds(field: Locator, value: string): Promise<void> {
  await expect.poll(() => field.inputValue(), SOON).toBe(value)
}
