import { useEffect } from 'react'
import { supabase } from './supabase'

// Visibility and online events of a browser reach supabase-js and react-query by themselves.
export function useAppLife(): void {
  useEffect(() => {
    void supabase.auth.startAutoRefresh()
  }, [])
}
