import type { ReactNode } from 'react'
import type { Me } from '../contract'
import { DeskFrame, type DeskTab } from './DeskFrame'
import { Page } from './Page'

interface Props {
  me: Me
  title: string
  /** null: a page beside the desk's own places. */
  tab: DeskTab | null
  offlineText?: string
  children: ReactNode
}

/** A staff page on the desk: the desk's bar at the top, its panes below. */
export function DeskPage({ me, title, tab, offlineText, children }: Props) {
  const person = { name: me.staff?.display_name ?? me.name, department: me.staff?.department ?? '' }
  return (
    <Page title={title} wide bare flush fill offlineText={offlineText}>
      <DeskFrame current={tab} person={person}>
        {children}
      </DeskFrame>
    </Page>
  )
}
