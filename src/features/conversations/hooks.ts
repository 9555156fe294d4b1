import { focusManager, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { useOutbox } from '@/platform/outbox/my-outbox'
import { listenTo, tell } from '@/platform/topic'
import { keys } from '@/shared/query-keys'
import { setUnread } from '@/shared/unread'
import { listConversations, listMessages, listSendable, PAGE } from './api'
import { meets, type Thread, withChanged, withNewest, withOlder } from './model'
import { readKind, readLane } from './read-kind'

/** The conversations one takes part in. */
export function useConversations(enabled = true) {
  return useQuery({
    queryKey: keys.conversations,
    queryFn: async ({ signal }) => {
      const conversations = await listConversations(signal)
      // The list is whole: a number on the tab that it contradicts is an old one.
      setUnread(conversations.reduce((sum, { unread }) => sum + unread, 0))
      return conversations
    },
    enabled,
  })
}

/** At most so many pages are read to close a hole after a long absence; then the thread begins anew. */
const MOST_PAGES = 4

/** The newest messages, joined to what is known already. */
async function readNewest(client: QueryClient, id: string, signal: AbortSignal): Promise<Thread> {
  let page = await listMessages(id, null, PAGE, signal)
  // Read after the answer: a message of our own may have been added meanwhile.
  const known = client.getQueryData<Thread>(keys.messages(id))
  for (let more = 1; more < MOST_PAGES && !meets(known, page); more += 1) {
    page = withOlder(page, await listMessages(id, page.messages[0]?.seq ?? null, PAGE, signal))
  }
  return withNewest(client.getQueryData<Thread>(keys.messages(id)), page)
}

/** A conversation's messages, newest last. */
export function useThread(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: keys.messages(id),
    queryFn: ({ signal }) => readNewest(client, id, signal),
    enabled: id !== '',
  })
}

/** Reads the page before the oldest message that is known. */
export function useOlder(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (before: number) => listMessages(id, before, PAGE),
    onSuccess: (page) =>
      client.setQueryData<Thread>(keys.messages(id), (known) => (known ? withOlder(known, page) : known)),
  })
}

/** Applications that can be sent as a card, asked for only while the choice is open. */
export function useSendable(enterpriseId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.applications, 'sendable', enterpriseId],
    queryFn: ({ signal }) => listSendable(enterpriseId, signal),
    enabled,
  })
}

/** How long 正在输入 stands after the last sign of it, and how often a sign is given. */
const TYPING_MS = 5000
const TYPING_EVERY_MS = 2500

/** Hears what happens in the conversation while it is on the screen; answers who is typing. */
export function useLiveThread(id: string, me: string): string | null {
  const client = useQueryClient()
  const [typing, setTyping] = useState<string | null>(null)
  useEffect(() => {
    if (!id) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => void client.invalidateQueries({ queryKey: keys.messages(id) })
    // Perhaps far above the newest page, so that one is read again by its number.
    const readAgain = async (seq: number) => {
      const page = await listMessages(id, seq + 1, 1)
      client.setQueryData<Thread>(keys.messages(id), (known) => known && withChanged(known, page))
    }
    const quiet = () => {
      clearTimeout(timer)
      setTyping(null)
    }
    const stop = listenTo(`conversation:${id}`, {
      events: {
        message: (payload) => {
          if (payload.sender_id !== me) quiet()
          refresh()
        },
        read: (payload) => {
          if (payload.person_id !== me) refresh()
        },
        // A person has looked at it, or is to look. Offline it is read with the next newest page.
        changed: (payload) => {
          if (typeof payload.seq === 'number') void readAgain(payload.seq).catch(refresh)
          void client.invalidateQueries({ queryKey: keys.conversations })
        },
        typing: (payload) => {
          if (payload.person_id === me || typeof payload.name !== 'string') return
          // Another client's word: a name only, never more than a name's length.
          setTyping(payload.name.slice(0, 20))
          clearTimeout(timer)
          timer = setTimeout(quiet, TYPING_MS)
        },
      },
      // Also the first time: a message may have come between the first answer and the join.
      onJoined: refresh,
    })
    return () => {
      quiet()
      stop()
    }
  }, [client, id, me])
  return typing
}

/** Tells the other side that one is typing, now and then. */
export function useTellTyping(id: string, me: { id: string; name: string }) {
  const last = useRef(0)
  return () => {
    const now = Date.now()
    if (now - last.current < TYPING_EVERY_MS) return
    last.current = now
    tell(`conversation:${id}`, 'typing', { person_id: me.id, name: me.name })
  }
}

/** Whether the page that this component stands on is in front of the person. */
function usePageSeen(): boolean {
  const [shown, setShown] = useState(true)
  const [focused, setFocused] = useState(() => focusManager.isFocused())
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => focusManager.subscribe((now) => setFocused(now)), [])
  return shown && focused
}

/** Marks the newest message of the other people as read, once it was really on the screen; also without a network. */
export function useMarkRead(id: string, thread: Thread | undefined): void {
  const outbox = useOutbox()
  const seen = usePageSeen()
  const marked = useRef(0)
  const newest = thread?.messages[thread.messages.length - 1]?.seq ?? 0
  const read = thread?.my_read_seq ?? 0
  useEffect(() => {
    if (!outbox || !seen || newest === 0 || newest <= read || newest <= marked.current) return
    marked.current = newest
    outbox.add(readKind, { lane: readLane(id), body: { conversationId: id, seq: newest } })
  }, [outbox, id, newest, read, seen])
}
