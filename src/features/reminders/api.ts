import { rpc } from '@/platform/rpc'
import type { MessageSettings, SubscriptionTemplate } from '@/shared/contract'

export const listTemplates = (signal?: AbortSignal) =>
  rpc<SubscriptionTemplate[]>('list_subscription_templates', {}, signal)

/** Writes down what was tapped; each acceptance is one message more. */
export const recordSubscription = (results: Record<string, string>, requestId: string) =>
  rpc<SubscriptionTemplate[]>('record_subscription', { p_results: results, p_request_id: requestId })

export const messageSettings = (signal?: AbortSignal) =>
  rpc<MessageSettings>('my_message_settings', {}, signal)

export const setMessageChoice = (topic: string, sms: boolean, requestId: string) =>
  rpc<MessageSettings>('set_message_choice', { p_topic: topic, p_sms: sms, p_request_id: requestId })
