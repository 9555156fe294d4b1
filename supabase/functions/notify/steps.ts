import type { TemplateField, Values } from './template-data.ts'

/** What the database says is next for a message (public.service_message_step). */
export type Step = Subscribe | Sms | Post | Done

export interface Subscribe {
  do: 'subscribe'
  openid: string
  template_id: string
  fields: TemplateField[]
  page: string
  values: Values
  key: string
}

export interface Sms {
  do: 'sms'
  phone: string
  template: string
  /** The provider's id of the registered text. */
  provider_id: string | null
  words: string
  params: string[]
  values: Values
  /** The same at every attempt. */
  key: string
}

/** Something for a place and not for a person: the anchor of a day. */
export interface Post {
  do: 'post'
  kind: string
  payload: unknown
  key: string
}

export interface Done {
  do: 'done'
  state: 'sent' | 'dropped' | 'waiting' | 'lost'
}

/**
 * sent. refused: the person does not want it. failed: it can never go this way. not_sent: surely not, later
 * perhaps. unknown: it may have gone out.
 */
export interface Outcome {
  outcome: 'sent' | 'refused' | 'failed' | 'not_sent' | 'unknown'
  error: string | null
}
