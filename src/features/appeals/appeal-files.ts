import { defineUploads } from '@/platform/uploads'
import { editDraft } from './draft'

/** Files of an appeal that is being written, by the enterprise that it is for. */
export const appealFiles = defineUploads<string, void>({
  kind: 'file.appeal',
  bucket: 'appeals',
  nameOf: (enterprise) => `appeal.${enterprise}`,
  pathFor: (enterprise, file, id) => `${enterprise}/${id}.${file.kind}`,
  // Into the draft on this device: the appeal itself takes it when it is handed in.
  attach: async (enterprise, { path, name, size }) =>
    editDraft(enterprise, ({ files }) => ({
      files: [...files.filter((file) => file.path !== path), { path, name, size }],
    })),
  takeBack: async () => undefined,
})
