import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  signInAsDemo,
  signInWithPassword,
  signInWithPhone,
  signInWithWechat,
  signOut,
} from '@/platform/sign-in'
import type { Me } from '@/shared/contract'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { updateMe } from './api'

/** One way of signing in, as the person chose it. */
export type SignInWish =
  | { way: 'wechat' }
  | { way: 'phone'; phone: string; code: string }
  | { way: 'demo'; person: string }
  | { way: 'password'; email: string; password: string }

function signIn(wish: SignInWish): Promise<void> {
  if (wish.way === 'wechat') return signInWithWechat()
  if (wish.way === 'phone') return signInWithPhone(wish.phone, wish.code)
  if (wish.way === 'demo') return signInAsDemo(wish.person)
  return signInWithPassword(wish.email, wish.password)
}

/** Signs in; what was cached of somebody else is dropped by SessionLife. */
export function useSignIn(onDone: () => void) {
  return useMutation({ mutationFn: signIn, onSuccess: onDone })
}

/** Leaves on this device. */
export function useSignOut() {
  return useMutation({ mutationFn: signOut })
}

/** Makes a number the account's confirmed one; `prove` gives the number once it is. */
export function useConfirmPhone(onDone: (phone: string) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (prove: () => Promise<string>) => prove(),
    onSuccess: (phone) => {
      client.setQueryData<Me>(keys.me, (me) => me && { ...me, phone, phone_confirmed: true })
      void client.invalidateQueries({ queryKey: keys.home })
      onDone(phone)
    },
  })
}

/** Saves one's own name and telephone. */
export function useUpdateMe() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (wish: { name: string; phone: string }) => updateMe(wish.name, wish.phone, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: (me) => {
      client.setQueryData(keys.me, me)
      void client.invalidateQueries({ queryKey: keys.home })
    },
  })
}
