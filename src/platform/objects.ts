import { toServerAppError } from './errors'
import { SIGNED_SECONDS } from './signed-for'
import { supabase } from './supabase'

/** A short-lived address of one stored object. */
export async function signedUrl(bucket: string, path: string): Promise<string> {
  const { data, error } = await supabase.storage.from(bucket).createSignedUrl(path, SIGNED_SECONDS)
  if (error)
    throw toServerAppError({ message: error.message }, error.name === 'StorageUnknownError' ? 0 : 400)
  return data.signedUrl
}

/** Short-lived addresses of several objects of a bucket, in the same order; null for one that is gone. */
export async function signedUrls(bucket: string, paths: string[]): Promise<(string | null)[]> {
  if (paths.length === 0) return []
  const { data, error } = await supabase.storage.from(bucket).createSignedUrls(paths, SIGNED_SECONDS)
  if (error)
    throw toServerAppError({ message: error.message }, error.name === 'StorageUnknownError' ? 0 : 400)
  const byPath = new Map(data.map((each) => [each.path, each.signedUrl || null]))
  return paths.map((path) => byPath.get(path) ?? null)
}
