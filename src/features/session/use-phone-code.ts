import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toAppError } from '@/shared/errors'
import {
  cleanCode,
  cleanPhone,
  codeProblem,
  numberProblem,
  secondsLeft,
  TRIES,
  triesProblem,
  waitForAnother,
} from './phone-code'

interface Ways {
  send: (phone: string) => Promise<{ wait_seconds: number }>
  /** What the right code is for; it rejects a wrong one with field `code`. */
  confirm: (phone: string, code: string) => Promise<unknown>
}

/** A number and the code that came to it: what is typed, when to ask again, what is wrong at which box. */
export function usePhoneCode({ send, confirm }: Ways, start = '') {
  const [phone, setPhone] = useState(start)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState<'phone' | 'both' | null>(null)
  /** The number that was sent a code, and until when it gets no other. */
  const [sent, setSent] = useState<{ phone: string; until: number; before?: boolean } | null>(null)
  const [left, setLeft] = useState(0)
  /** Wrong guesses at the code that was sent last. The server counts too, and tells nobody how many it saw. */
  const [wrong, setWrong] = useState(0)
  const sending = useMutation({
    mutationFn: async (number: string) => ({ number, ...(await send(number)) }),
    onSuccess: ({ number, wait_seconds }) => {
      setSent({ phone: number, until: Date.now() + wait_seconds * 1000 })
      setCode('')
      setWrong(0)
      confirming.reset()
    },
    onError: (error, number) => {
      const wait = waitForAnother(toAppError(error))
      if (wait) setSent({ phone: number, until: Date.now() + wait * 1000, before: true })
    },
  })
  const confirming = useMutation({
    mutationFn: () => confirm(cleanPhone(phone), cleanCode(code)),
    // A code that was refused is not sent a second time by a second tap.
    onError: (error) => {
      if (toAppError(error).field !== 'code') return
      setCode('')
      setTried(null)
      setWrong((before) => before + 1)
    },
  })

  const number = cleanPhone(phone)
  const here = sent?.phone === number
  const until = here ? sent.until : 0
  useEffect(() => {
    if (!until) return setLeft(0)
    const count = () => setLeft(secondsLeft(until, Date.now()))
    count()
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [until])

  const at = (field: 'phone' | 'code') => {
    for (const each of [confirming.error, sending.error]) {
      const failed = each ? toAppError(each) : null
      if (failed?.field !== field) continue
      return [failed.message, field === 'code' ? triesProblem(wrong) : failed.hint].filter(Boolean).join('。')
    }
    return null
  }
  const whole = confirming.error ?? sending.error
  const told = whole ? toAppError(whole) : null
  // Said at the code instead, with the seconds counted down.
  const failed = told && told === sending.error && waitForAnother(told) ? null : told
  return {
    phone,
    code,
    /** As it would be sent; empty while it is none. */
    number: numberProblem(phone) ? '' : number,
    left,
    sentTo: here ? number : null,
    /** It was asked for before this page was opened: the SMS that came then still counts. */
    sentBefore: Boolean(here && sent.before),
    /** A code went out, but not to the number that stands there now. */
    changed: Boolean(sent && !here && number !== ''),
    sending: sending.isPending,
    confirming: confirming.isPending,
    phoneError: (tried ? numberProblem(phone) : null) ?? at('phone'),
    codeError: (tried === 'both' ? codeProblem(code) : null) ?? at('code'),
    failed: failed?.field === 'phone' || failed?.field === 'code' ? null : failed,
    setPhone: (typed: string) => {
      setPhone(typed)
      sending.reset()
      confirming.reset()
    },
    setCode: (typed: string) => {
      setCode(typed)
      setTried(null)
      confirming.reset()
    },
    send: () => {
      setTried('phone')
      if (left > 0 || numberProblem(phone)) return
      confirming.reset()
      sending.mutate(number)
    },
    confirm: () => {
      setTried('both')
      if (!numberProblem(phone) && !codeProblem(code) && wrong < TRIES) confirming.mutate()
    },
  }
}

export type PhoneCode = ReturnType<typeof usePhoneCode>
