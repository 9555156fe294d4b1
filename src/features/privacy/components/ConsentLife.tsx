import { useEffect } from 'react'
import { giveConsent } from '@/platform/consent'
import { useSession } from '@/platform/session'
import { signOut } from '@/platform/sign-in'
import { go } from '@/shared/go'
import { interrupt } from '@/shared/interrupt'
import { useOnline } from '@/shared/online'
import { routes } from '@/shared/routes'
import { useSessionLost } from '@/shared/session-lost'
import { ask } from '@/shared/ui/ask'
import { needsNewConsent, tellConsent } from '../consent'

let asking = false

/** The text has changed in what is collected: agree to it, or leave. */
function askAgain(user: string): void {
  if (asking) return
  asking = true
  interrupt({
    kind: 'consent',
    title: '隐私说明换过了',
    lines: ['收集的内容和上次你同意的不一样，看过再接着用。', '不同意就退出登录；看办事指南不受影响。'],
    link: { words: '看《隐私说明》', onTap: () => go(routes.privacy()) },
    yes: { words: '同意，接着用' },
    no: '不同意',
    onAnswer: (yes) => {
      asking = false
      if (yes) {
        giveConsent()
        void tellConsent(user, true).catch(() => undefined)
      } else void leave(user)
    },
  })
}

async function leave(user: string): Promise<void> {
  const sure = await ask({
    title: '不同意，退出登录？',
    content: '这台手机上没交的内容会清掉，交了的照常办。以后再登录，还会先问你。',
    yes: '退出',
    no: '再想想',
    danger: true,
  })
  if (sure) await signOut().catch(() => undefined)
  else askAgain(user)
}

/** Where the app begins: the consent of who is signed in reaches the server, and is asked for again when it must be. */
export function ConsentLife() {
  const user = useSession()?.user.id ?? null
  const lost = useSessionLost()
  const online = useOnline()
  useEffect(() => {
    if (!user || lost || !online) return
    // Neither is worth a word when it fails: it is tried again with the network, or at the next start.
    void needsNewConsent()
      .then((needs) => (needs ? askAgain(user) : tellConsent(user)))
      .catch(() => undefined)
  }, [user, lost, online])
  return null
}
