import { rpc } from '@/platform/rpc'
import type { MyEnterprise } from '@/shared/contract'
import type { BindForm, Member } from './model'

/** Asks to act for an enterprise; waits for confirmation. */
export const bindEnterprise = (form: BindForm, requestId: string) =>
  rpc<MyEnterprise>('bind_enterprise', {
    p_name: form.name,
    p_uscc: form.uscc,
    p_legal_person: form.legalPerson,
    p_role: form.role,
    p_request_id: requestId,
  })

/** Who may act for the enterprise now, and who asked to. */
export const listMembers = (enterprise: string, signal?: AbortSignal) =>
  rpc<Member[]>('list_members', { p_enterprise_id: enterprise }, signal)

/** An owner invites one agent until a day. */
export const createInvite = (enterprise: string, endsOn: string, requestId: string) =>
  rpc<{ code: string; ends_on: string }>('create_invite', {
    p_enterprise_id: enterprise,
    p_ends_on: endsOn,
    p_request_id: requestId,
  })

/** Becomes an agent by an invitation, at once. */
export const acceptInvite = (code: string, requestId: string) =>
  rpc<MyEnterprise>('accept_invite', { p_code: code, p_request_id: requestId })

/** An owner confirms or refuses who asked to act for the enterprise. */
export const confirmMember = (member: string, accept: boolean, requestId: string) =>
  rpc<{ id: string; state: string }>('confirm_member', {
    p_member_id: member,
    p_accept: accept,
    p_request_id: requestId,
  })

/** Ends one's own membership, or as an owner an agent's. */
export const endMembership = (member: string, requestId: string) =>
  rpc<{ id: string; state: string }>('end_membership', { p_member_id: member, p_request_id: requestId })
