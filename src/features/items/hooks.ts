import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys } from '@/shared/query-keys'
import { getGuide, resolveCode, searchItems } from './api'

/** The catalogue changes when an operator imports a new version: minutes are soon enough. */
const FRESH_MS = 5 * 60_000
const TYPING_MS = 250

/** What was typed, once the person pauses: one request for a word, not one for each letter. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    if (value === '') {
      setSettled('')
      return
    }
    const timer = setTimeout(() => setSettled(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Search results; while new ones come the old ones stay. */
export function useItemSearch(text: string, category: string | null) {
  const query = useSettled(text.trim())
  return useQuery({
    queryKey: [...keys.search, query, category],
    queryFn: ({ signal }) => searchItems(query, category, signal),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })
}

/** The item behind a printed code; nothing is asked without one. */
export function useCode(code: string | null) {
  return useQuery({
    queryKey: ['code', code],
    queryFn: ({ signal }) => resolveCode(code ?? '', signal),
    enabled: code !== null,
    staleTime: FRESH_MS,
  })
}

/** The guide of an item; nothing is asked without a code. */
export function useGuide(code: string | null) {
  return useQuery({
    queryKey: keys.item(code ?? ''),
    queryFn: ({ signal }) => getGuide(code ?? '', signal),
    enabled: Boolean(code),
    staleTime: FRESH_MS,
  })
}
