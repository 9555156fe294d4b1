import { useQuery } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { listFaults } from './api'

export function useFaults() {
  return useQuery({ queryKey: keys.faults, queryFn: ({ signal }) => listFaults(signal) })
}
