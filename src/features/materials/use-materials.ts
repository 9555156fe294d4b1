import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { newRequestId } from '@/platform/rpc'
import type { SentFile } from '@/platform/upload-queue'
import { uploadQueue, useUploadTasks } from '@/platform/use-uploads'
import type { ApplicationDetail, ApplicationMaterial, FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { attachFile, removeFile } from './api'
import { roomFor, sortPicked } from './model'

const detailOf = (id: string) => queryClient.getQueryData<ApplicationDetail>(keys.application(id))

/** Takes a replaced file back; one that is gone already (a retry after a lost answer) is as good. */
async function takeBack(fileId: string): Promise<void> {
  try {
    await removeFile(fileId, newRequestId())
  } catch (error) {
    if (toAppError(error).code !== 'BB004') throw error
  }
}

/** Ties an arrived file to its material. A full material gives up the replaced file first, others last. */
async function attach(applicationId: string, sent: SentFile): Promise<void> {
  const wish = { applicationId, materialKey: sent.slot, path: sent.path, name: sent.name }
  const material = detailOf(applicationId)?.materials.find((each) => each.key === sent.slot)
  const full = material !== undefined && material.files.length >= material.max_files
  const old = material?.files.some((file) => file.id === sent.replaces) ? sent.replaces : null
  if (old && full) await takeBack(old)
  await attachFile(wish, sent.requestId)
  if (old && !full) await takeBack(old)
  await queryClient.invalidateQueries({ queryKey: keys.application(applicationId) })
}

function queueOf(applicationId: string, enterpriseId: string) {
  return uploadQueue(`application.${applicationId}`, {
    bucket: 'materials',
    pathFor: (file, id) => `${enterpriseId}/${applicationId}/${id}.${file.kind}`,
    attach: (sent) => attach(applicationId, sent),
  })
}

/** Files of an application's materials: choose, send, cancel, retry, replace, take back. */
export function useMaterials(application: { id: string; enterprise_id: string }) {
  const client = useQueryClient()
  const queue = queueOf(application.id, application.enterprise_id)
  const tasks = useUploadTasks(queue)
  const [refused, setRefused] = useState<{ key: string; reasons: string[] } | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)

  const say = (material: ApplicationMaterial, reasons: string[]) =>
    setRefused(reasons.length > 0 ? { key: material.key, reasons } : null)

  return {
    tasks,
    /** Why chosen files were not taken, by material. */
    refused,
    /** Id of the file that is being taken back. */
    removing,
    choose: async (material: ApplicationMaterial, source: MediaSource, replaces: FileRef | null = null) => {
      const room = replaces ? 1 : roomFor(material, queue.list())
      try {
        const files = await pickFiles(source, Math.max(1, room))
        if (files.length === 0) return
        const { good, refused: reasons } = sortPicked(files, material, room)
        say(material, reasons)
        queue.add(material.key, good, replaces?.id ?? null)
      } catch (error) {
        say(material, [`没打开：${toAppError(error).message}。换一种方式选`])
      }
    },
    cancel: (id: string) => queue.cancel(id),
    retry: (id: string) => queue.retry(id),
    remove: async (file: FileRef): Promise<AppError | null> => {
      setRemoving(file.id)
      try {
        await removeFile(file.id, newRequestId())
        await client.invalidateQueries({ queryKey: keys.application(application.id) })
        return null
      } catch (error) {
        return toAppError(error)
      } finally {
        setRemoving(null)
      }
    },
  }
}

export type Materials = ReturnType<typeof useMaterials>
