import { newRequestId } from '@/platform/rpc'
import { defineUploads, type SentFile } from '@/platform/uploads'
import type { ApplicationDetail, FileRef } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { attachFile, removeFile } from './api'

interface Where {
  applicationId: string
  enterpriseId: string
}

const detailOf = (id: string) => queryClient.getQueryData<ApplicationDetail>(keys.application(id))

/** Takes a file back; one that is gone already (a retry after a lost answer) is as good. */
async function takeBack(fileId: string): Promise<void> {
  try {
    await removeFile(fileId, newRequestId())
  } catch (error) {
    if (toAppError(error).code !== 'BB004') throw error
  }
}

/** Ties an arrived file to its material. A full material gives up the replaced file first, others last. */
async function attach({ applicationId }: Where, sent: SentFile): Promise<FileRef> {
  const wish = { applicationId, materialKey: sent.slot, path: sent.path, name: sent.name }
  const material = detailOf(applicationId)?.materials.find((each) => each.key === sent.slot)
  const full = material !== undefined && material.files.length >= material.max_files
  // After a restart the page may not have been opened yet: which files there are is then for the server to say.
  const old = !material || material.files.some((file) => file.id === sent.replaces) ? sent.replaces : null
  if (old && full) await takeBack(old)
  const file = await attachFile(wish, sent.requestId)
  if (old && !full) await takeBack(old)
  await queryClient.invalidateQueries({ queryKey: keys.application(applicationId) })
  return file
}

/** Files of an application's materials. */
export const materialFiles = defineUploads<Where, FileRef>({
  kind: 'file.material',
  bucket: 'materials',
  nameOf: ({ applicationId }) => `application.${applicationId}`,
  pathFor: ({ applicationId, enterpriseId }, file, id) =>
    `${enterpriseId}/${applicationId}/${id}.${file.kind}`,
  attach,
  // The draft was deleted or filed meanwhile.
  tooLate: ['BB004', 'BB005', 'upload_denied'],
  takeBack: async ({ applicationId }, file) => {
    await takeBack(file.id)
    await queryClient.invalidateQueries({ queryKey: keys.application(applicationId) })
  },
})
