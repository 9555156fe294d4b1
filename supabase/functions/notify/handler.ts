import { z } from 'zod'
import { type Frame, json, postJson } from '../_shared/http.ts'
import { schedulerOnly } from '../_shared/scheduler-only.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { type Senders, sendStep } from './senders.ts'
import type { Done, Outcome, Step } from './steps.ts'

export interface NotifyDeps {
  frame: Frame
  service: Pick<ServiceClient, 'rpc'>
  senders: Senders
  /** What only the scheduler and this function know. */
  secret: string
}

interface Claimed {
  id: number
}

/** Sent at once side by side; with WeChat's time-outs and repeats all of them end well within the lease of 120 s. */
const BATCH = 10
/** Then the next run goes on: a function on hosted may run for 150 seconds, and the scheduler calls each minute. */
const BUDGET_MS = 50_000
/** A message has two ways; more steps than this are a fault, and the lease ends it. */
const STEPS = 6

/**
 * Drains the outbox: claims, asks the database for the next step of each message, sends, tells what came of it. The
 * database decides everything and has written down what is begun before it is sent (001136_message_steps.sql), so
 * this may be killed anywhere, and may run twice at once.
 */
export function handleNotify(request: Request, deps: NotifyDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: z.object({}) }, async (_, { note }) => {
    await schedulerOnly(request, deps.secret)
    const until = deps.frame.now() + BUDGET_MS
    // A worker's name is of one run: another run of the same instance is another worker.
    const worker = `notify ${deps.frame.newId()}`
    const counts = { sent: 0, dropped: 0, waiting: 0, lost: 0, broken: 0 }
    while (deps.frame.now() < until) {
      const claimed = await deps.service.rpc<Claimed[]>('service_claim_outbox', {
        p_limit: BATCH,
        p_worker: worker,
      })
      if (claimed.length === 0) break
      const ends = await Promise.all(claimed.map((row) => settle(deps, row.id, worker)))
      for (const end of ends) counts[end] += 1
    }
    note(counts)
    return json(counts)
  })
}

/** One message to its end. What breaks on the way breaks this one only, and it comes back after a while. */
async function settle(deps: NotifyDeps, id: number, worker: string): Promise<Done['state'] | 'broken'> {
  try {
    let step = await deps.service.rpc<Step>('service_message_step', { p_id: id, p_worker: worker })
    for (let count = 0; count < STEPS; count += 1) {
      if (step.do === 'done') return step.state
      const outcome = await sendStep(deps.senders, step)
      step = await tell(deps, id, worker, step, outcome)
    }
    throw new Error('a message did not come to its end')
  } catch (error) {
    const p_error = error instanceof Error ? error.message : String(error)
    // If the database cannot be reached either, the lease runs out by itself.
    await deps.service
      .rpc('service_mark_failed', { p_id: id, p_worker: worker, p_error, p_drop: false })
      .catch(() => undefined)
    return 'broken'
  }
}

async function tell(
  { service }: NotifyDeps,
  id: number,
  worker: string,
  step: Exclude<Step, Done>,
  { outcome, error }: Outcome,
): Promise<Step> {
  if (step.do !== 'post') {
    return service.rpc<Step>('service_message_outcome', {
      p_id: id,
      p_worker: worker,
      p_way: step.do,
      p_outcome: outcome,
      p_error: error,
    })
  }
  if (outcome === 'sent') {
    await service.rpc('service_mark_sent', { p_id: id, p_worker: worker })
    return { do: 'done', state: 'sent' }
  }
  const state = await service.rpc<'waiting' | 'dropped' | null>('service_mark_failed', {
    p_id: id,
    p_worker: worker,
    p_error: error,
    p_drop: outcome === 'failed',
  })
  return { do: 'done', state: state ?? 'lost' }
}
