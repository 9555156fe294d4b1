import type { Refusal } from './refusal.ts'
import type { ServiceClient } from './service-client.ts'

/**
 * Counts one call of an action for a subject (an address, a number, an openid) by private.rate_limits; refuses when
 * it is one too many. Nobody is counted when there is no subject, as without a proxy that names the address.
 */
export async function mayGoOn(
  service: Pick<ServiceClient, 'rpc'>,
  action: string,
  subject: string | null,
  tooMany: () => Refusal,
): Promise<void> {
  if (subject === null) return
  const may = await service.rpc<boolean>('service_hit_limit', { p_action: action, p_subject: subject })
  if (!may) throw tooMany()
}
