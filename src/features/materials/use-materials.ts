import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { newRequestId } from '@/platform/rpc'
import { DEVICE_FULL, useUploads } from '@/platform/uploads'
import type { ApplicationMaterial, FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { notPicked } from '@/shared/not-picked'
import { keys } from '@/shared/query-keys'
import { removeFile } from './api'
import { materialFiles } from './material-files'
import { roomFor, sortPicked } from './model'

/** Files of an application's materials: choose, send, cancel, retry, replace, take back. */
export function useMaterials(application: { id: string; enterprise_id: string }) {
  const client = useQueryClient()
  const queue = useUploads(materialFiles, {
    applicationId: application.id,
    enterpriseId: application.enterprise_id,
  })
  const { tasks } = queue
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
        const kept = await queue.add(material.key, good, replaces?.id ?? null)
        if (!kept) say(material, [...reasons, DEVICE_FULL])
      } catch (error) {
        say(material, [notPicked(error)])
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
