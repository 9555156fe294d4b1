import { useQueryClient } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { onSessionRegained, useSession } from '@/platform/session'
import { listenTo } from '@/platform/topic'
import { setCurrentEnterprise } from '@/shared/current-enterprise'
import { setFace } from '@/shared/face'
import { TABS } from '@/shared/routes'
import { setUnread } from '@/shared/unread'
import { unreadCount } from '../api'
import { touchedByChange } from '../model'

/** The badge is a hint: when the number does not come, the old one stays until the next poke. */
async function refreshUnread(): Promise<void> {
  const count = await unreadCount().catch(() => null)
  if (count !== null) setUnread(count)
}

/**
 * The shell's one subscription: the database pokes `user:<id>` when something of the person changed, and every
 * query on a screen asks again. Another person on this device sees nothing of the one before.
 */
export function SessionLife() {
  const client = useQueryClient()
  const session = useSession()
  const known = session !== undefined
  const user = session?.user.id ?? null
  const before = useRef<string | null | undefined>(undefined)

  useEffect(() => {
    if (!known) return
    const earlier = before.current
    before.current = user
    if (earlier === undefined || earlier === user) return
    // Straight from one person to another, on top of pages with what the first one typed: they go.
    if (earlier && user) void Taro.reLaunch({ url: TABS.home })
    setUnread(0)
    setCurrentEnterprise(null)
    setFace(null)
    void client.resetQueries({ predicate: ({ queryKey }) => touchedByChange(queryKey) })
  }, [known, user, client])

  useEffect(
    () =>
      onSessionRegained(() => {
        void client.invalidateQueries({ predicate: ({ queryKey }) => touchedByChange(queryKey) })
      }),
    [client],
  )

  useEffect(() => {
    if (!user) return
    const askAgain = () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => touchedByChange(queryKey) })
    return listenTo(`user:${user}`, {
      events: {
        changed: (payload) => {
          void askAgain()
          if (payload.what === 'message') void refreshUnread()
        },
      },
      onJoined: (again) => {
        void refreshUnread()
        // While the line was down pokes were missed.
        if (again) void askAgain()
      },
    })
  }, [user, client])

  return null
}
