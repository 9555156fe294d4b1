import { useMe } from '@/platform/me'
import type { ApplicationDetail } from '@/shared/contract'

/** What the caller is at the desk: whether the application is in his hands, and the department whose tasks he works. */
export function useDeskPerson(detail: ApplicationDetail) {
  const me = useMe().data
  const staff = me?.staff ?? null
  return {
    id: me?.id ?? '',
    mine: staff !== null && detail.holder.side === 'staff' && detail.holder.name.endsWith(staff.display_name),
    department: staff?.roles.includes('reviewer') ? staff.department_code : null,
  }
}
