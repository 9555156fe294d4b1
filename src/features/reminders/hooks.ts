import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useOutbox } from '@/platform/outbox/my-outbox'
import { useSession } from '@/platform/session'
import { keep, readKept } from '@/platform/storage'
import { requestSubscriptions } from '@/platform/subscribe'
import type { SubscriptionTemplate } from '@/shared/contract'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { answerKind, answerLane, TEMPLATES } from './answer-kind'
import * as api from './api'
import { outcome } from './model'

const SETTINGS = [...keys.reminders, 'settings'] as const

/** What WeChat may be asked for; there is nothing to ask outside it. */
export function useTemplates() {
  const session = useSession()
  return useQuery({
    queryKey: TEMPLATES,
    queryFn: ({ signal }) => api.listTemplates(signal),
    enabled: Boolean(session) && requestSubscriptions !== null,
    staleTime: 60_000,
  })
}

export function useMessageSettings() {
  const session = useSession()
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => api.messageSettings(signal),
    enabled: Boolean(session),
  })
}

/**
 * Asks WeChat in the tap, then puts down what was tapped. The dialog comes first and nothing before it; each answer
 * goes under one request id until the server has it, so that no acceptance counts twice.
 */
export function useAskWechat() {
  const outbox = useOutbox()
  const [result, setResult] = useState<ReturnType<typeof outcome> | null>(null)
  const ask = async (templates: readonly SubscriptionTemplate[]) => {
    if (!requestSubscriptions || templates.length === 0) return
    const answers = await requestSubscriptions(templates.map(({ template_id }) => template_id))
    const end = outcome(answers)
    setResult(end)
    if (end === 'refused') rememberRefusal(true)
    if (end === 'accepted') rememberRefusal(false)
    if (Object.keys(answers).length > 0) outbox?.add(answerKind, { lane: answerLane, body: answers })
  }
  return { ask, result }
}

export function useSetChoice() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: ({ topic, sms }: { topic: string; sms: boolean }) =>
      api.setMessageChoice(topic, sms, request.of([topic, sms])),
    onSuccess: (settings) => client.setQueryData(SETTINGS, settings),
    onSettled: (_data, error) => request.settle(error),
  })
}

const REFUSED = 'bb.own.reminders-refused'

/** Who said no is not asked again on the way; the settings still offer it. */
export const hasRefused = (): boolean => readKept<boolean>(REFUSED) === true

function rememberRefusal(refused: boolean): void {
  keep(REFUSED, refused)
}
