import { AppError, toAppError } from '@/shared/errors'
import { isGone, uploadProblem } from '@/shared/refused-file'
import { checkFile } from './check-file'
import { fileLostError } from './errors'
import { type KeptFacts, readKeptFile } from './kept-files'
import { startUpload } from './upload'
import { takePlace } from './upload-places'
import { cancelledError } from './upload-request'

/** A file that waits on this device under `id`, and where it goes. */
export interface FileOnWay {
  id: string
  bucket: string
  /** The same on every try: a second one finds what the first has left. */
  path: string
  facts: KeptFacts
  /** Storage has it. */
  stored: boolean
}

interface Hooks {
  progress(percent: number): void
  stoppable(stop: (() => void) | null): void
  stored(stored: boolean): void
}

/** Repainting more often than the eye sees costs WeChat a setData each. */
const STEP_PERCENT = 4

async function upload({ id, bucket, path, facts }: FileOnWay, hooks: Hooks): Promise<void> {
  const file = await readKeptFile(id, facts)
  if (!file) throw fileLostError()
  let shown = 0
  const onProgress = (percent: number) => {
    if (percent - shown < STEP_PERCENT) return
    shown = percent
    hooks.progress(percent)
  }
  hooks.progress(0)
  const running = startUpload({ bucket, path, file, onProgress })
  hooks.stoppable(running.cancel)
  try {
    await running.done
  } catch (error) {
    // The object is there already: an earlier try arrived, only its answer did not.
    if (toAppError(error).code !== 'upload_exists') throw error
  }
}

/** Sends a file to Storage, unless it is there, and has the server look into it. Can be stopped until it returns. */
export async function bringFile(file: FileOnWay, hooks: Hooks): Promise<void> {
  const place = takePlace()
  let stopped = false
  hooks.stoppable(() => {
    stopped = true
    place.leave()
  })
  await place.ready
  try {
    if (!file.stored) {
      await upload(file, hooks)
      hooks.stored(true)
    }
    hooks.progress(100)
    hooks.stoppable(() => {
      stopped = true
    })
    await checkFile(file.bucket, file.path)
    // Put aside while the server looked: nothing is tied to it, and Storage forgets it in a day.
    if (stopped) throw cancelledError()
    hooks.stoppable(null)
  } catch (error) {
    if (!isGone(toAppError(error))) throw error
    // It waited here for a day or longer, and Storage forgot what had arrived: the bytes go up again.
    hooks.stored(false)
    throw new AppError('upload_failed', uploadProblem(error))
  } finally {
    place.leave()
  }
}
