import type { Adapter } from '@/platform/outbox/adapter'
import { defineKind } from '@/platform/outbox/my-outbox'
import type { SubscriptionTemplate } from '@/shared/contract'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { recordSubscription } from './api'

export const TEMPLATES = [...keys.reminders, 'templates'] as const

/** One after the other: a refusal after an acceptance ends it. */
export const answerLane = 'subscription'

/**
 * What was tapped in WeChat's dialog, by template. Lost on the way, an acceptance would be a message that never
 * comes, and who has just submitted often leaves at once: it is kept until the server has it.
 */
export const answerKind: Adapter<Record<string, string>, SubscriptionTemplate[]> = defineKind({
  kind: 'subscription',
  deliver: ({ id, body }) => recordSubscription(body, id),
  delivered: (_entry, templates) => queryClient.setQueryData(TEMPLATES, templates),
  patience: Number.POSITIVE_INFINITY,
  // A template that the county has given up since: nothing would be sent by it.
  refused: () => 'drop',
})
