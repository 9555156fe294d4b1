import { callFunction } from './functions'

/**
 * Has the server look into an object that this person uploaded; asking again is harmless. Throws BB013 for a file
 * that is not what it claims, and then for ever: another file must be chosen.
 */
export async function checkFile(bucket: string, path: string): Promise<void> {
  await callFunction('check-file', { bucket, path })
}
