import { z } from 'zod'
import { type Frame, json, postJson } from '../_shared/http.ts'
import { schedulerOnly } from '../_shared/scheduler-only.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { type WechatApi, WechatError } from '../_shared/wechat/api.ts'
import { askWechat, type Content, finalReason, type Outcome } from './ask-wechat.ts'
import type { PictureAddress } from './picture-address.ts'

export interface ContentCheckDeps {
  frame: Frame
  service: Pick<ServiceClient, 'rpc'>
  wechat: Pick<WechatApi, 'call'>
  address: PictureAddress
  /** What only the scheduler and this function know. */
  secret: string
}

interface Claimed {
  id: number
  payload: { check_id: string }
}

/** One after the other: with WeChat's time-outs and repeats a batch ends well within the lease of 120 s. */
const BATCH = 5
/** Then the next run goes on; a function on hosted may run for 150 seconds. */
const BUDGET_MS = 50_000

type End = 'asked' | 'settled' | 'unchecked' | 'later'

/**
 * Takes what people wrote out of the outbox and asks WeChat about it. Nobody waits for this: the content is out
 * already. Busy, quota, no answer: later, each wait twice the one before, and at the end of the attempts it is
 * recorded as unchecked. Killed anywhere it does no harm: the row comes back, and what is settled stays.
 */
export function handleContentCheck(request: Request, deps: ContentCheckDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: z.object({}) }, async (_, { note }) => {
    await schedulerOnly(request, deps.secret)
    const worker = `content-check ${deps.frame.newId()}`
    const until = deps.frame.now() + BUDGET_MS
    const counts: Record<End, number> = { asked: 0, settled: 0, unchecked: 0, later: 0 }
    while (deps.frame.now() < until) {
      const claimed = await deps.service.rpc<Claimed[]>('service_claim_outbox', {
        p_limit: BATCH,
        p_worker: worker,
        p_kinds: ['content_check'],
      })
      if (claimed.length === 0) break
      const contents = await deps.service.rpc<Content[]>('service_content_to_check', {
        p_check_ids: claimed.map((row) => row.payload.check_id),
      })
      const before = counts.later
      for (const row of claimed) {
        const content = contents.find(({ id }) => id === row.payload.check_id)
        counts[await settle(deps, worker, row, content)] += 1
      }
      // WeChat is not itself now, or we are not: the rest keeps its attempts.
      if (counts.later > before) break
    }
    note(counts)
    return json(counts)
  })
}

/** One piece to its end. What breaks on the way breaks this one only: the others of its batch go on. */
async function settle(
  deps: ContentCheckDeps,
  worker: string,
  row: Claimed,
  content: Content | undefined,
): Promise<End> {
  try {
    return await asked(deps, worker, row, content)
  } catch (error) {
    return later(deps, worker, row, error)
  }
}

async function asked(
  deps: ContentCheckDeps,
  worker: string,
  row: Claimed,
  content: Content | undefined,
): Promise<End> {
  let outcome: Outcome | null = null
  try {
    // Settled already by a worker that died before it said so.
    if (content) outcome = await askWechat(deps.wechat, deps.address, content)
  } catch (error) {
    if (!(error instanceof WechatError) || error.kind !== 'refused') throw error
    outcome = { reason: finalReason(error.errcode) }
  }
  if (outcome) await record(deps, row.payload.check_id, outcome)
  await deps.service.rpc('service_mark_sent', { p_id: row.id, p_worker: worker })
  if (!outcome || 'suggest' in outcome) return 'settled'
  return 'trace' in outcome ? 'asked' : 'unchecked'
}

async function later(deps: ContentCheckDeps, worker: string, row: Claimed, error: unknown): Promise<End> {
  const reason = error instanceof WechatError ? error.kind : 'failed'
  const state = await deps.service.rpc<string | null>('service_mark_failed', {
    p_id: row.id,
    p_worker: worker,
    p_error: error instanceof WechatError ? error.message : reason,
    p_drop: false,
  })
  if (state !== 'dropped') return 'later'
  await record(deps, row.payload.check_id, { reason })
  return 'unchecked'
}

function record({ service }: ContentCheckDeps, checkId: string, outcome: Outcome): Promise<unknown> {
  return service.rpc('service_record_content', {
    p_check_id: checkId,
    p_suggest: 'suggest' in outcome ? outcome.suggest : null,
    p_label: 'suggest' in outcome ? outcome.label : null,
    p_trace_id: 'trace' in outcome ? outcome.trace : null,
    p_reason: 'reason' in outcome ? outcome.reason : null,
  })
}
