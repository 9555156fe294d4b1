import Taro from '@tarojs/taro'
import { useSyncExternalStore } from 'react'
import type { Me } from './contract'

/** Somebody may work for the county and own a shop: the tabs show one of the two at a time. */
export type Face = 'staff' | 'owner'

const KEY = 'bb.face'
const listeners = new Set<() => void>()

const isStaff = (me: Pick<Me, 'staff'>) => (me.staff?.roles.length ?? 0) > 0

/** Whether there is a choice at all. */
export const hasBothFaces = (me: Pick<Me, 'staff' | 'enterprises'>): boolean =>
  isStaff(me) && me.enterprises.length > 0

/** The face to show: the one chosen where there is a choice, else the only one; at the desk first. */
export function faceOf(me: Pick<Me, 'staff' | 'enterprises'> | null | undefined, chosen: string): Face {
  if (!me || !isStaff(me)) return 'owner'
  return hasBothFaces(me) && chosen === 'owner' ? 'owner' : 'staff'
}

const read = () => Taro.getStorageSync<string>(KEY) || ''
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Chooses a face on this device; null when the person changes. */
export function setFace(face: Face | null): void {
  if (face) Taro.setStorageSync(KEY, face)
  else Taro.removeStorageSync(KEY)
  for (const listener of listeners) listener()
}

/** The face that the tabs show to this person. */
export function useFace(me: Pick<Me, 'staff' | 'enterprises'> | null | undefined): Face {
  return faceOf(me, useSyncExternalStore(subscribe, read, read))
}
