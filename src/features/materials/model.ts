import type { PickedFile } from '@/platform/media'
import type { UploadTask } from '@/platform/uploads'
import type { ApplicationMaterial, FileRef } from '@/shared/contract'
import { fileProblem, fileSize } from '@/shared/file-kind'
import { uploadProblem } from '@/shared/refused-file'
import type { MatState } from '@/shared/ui/MatRow'
import { lineWords } from '@/shared/words/offline'

/** How many more files this material takes, those on their way counted. */
export function roomFor(material: ApplicationMaterial, tasks: readonly UploadTask[]): number {
  const coming = tasks.filter((task) => task.slot === material.key && task.replaces === null).length
  return Math.max(0, material.max_files - material.files.length - coming)
}

export interface Sorted {
  good: PickedFile[]
  /** One sentence a refused file, said to the person. */
  refused: string[]
}

/** Chosen files sorted into those that may go up and those that may not, with the reason. */
export function sortPicked(
  files: readonly PickedFile[],
  material: ApplicationMaterial,
  room: number,
): Sorted {
  const out: Sorted = { good: [], refused: [] }
  for (const file of files) {
    const problem = fileProblem(file, material.file_types)
    if (problem) out.refused.push(problem)
    else if (out.good.length >= room) {
      out.refused.push(`「${file.name}」没传：${material.name}最多 ${material.max_files} 个文件`)
    } else out.good.push(file)
  }
  return out
}

/** 2 张，1.8 MB. */
export function filesWords(files: readonly FileRef[]): string {
  const unit = files.every((file) => file.mime.startsWith('image/')) ? '张' : '份'
  return `${files.length} ${unit}，${fileSize(files.reduce((sum, file) => sum + file.size, 0))}`
}

export interface RowLook {
  state: MatState
  percent?: number
  detail?: string
  word?: string
}

/** One look for a material with files and uploads: what needs the person comes first. */
export function rowLook(material: ApplicationMaterial, tasks: readonly UploadTask[]): RowLook {
  const mine = tasks.filter((task) => task.slot === material.key)
  const failed = mine.find((task) => task.state === 'failed')
  if (failed) return { state: 'failed', detail: failedWords(failed) }
  if (mine.length > 0) {
    return { state: 'sending', percent: mine.reduce((sum, task) => sum + task.percent, 0) / mine.length }
  }
  if (material.files.length > 0) return { state: 'done', detail: filesWords(material.files) }
  return material.required ? { state: 'missing' } : { state: 'missing', word: '可以不交' }
}

/** 网络断了，文件还在. */
export function failedWords(task: UploadTask): string {
  const code = task.error?.code
  if (code === 'offline') return `${lineWords(task.error)}，文件还在，连上会自动传`
  if (code === 'signed_out') return '登录过期了，文件还在'
  return task.error ? uploadProblem(task.error) : '文件还在'
}

/** JPG、PNG、PDF. */
export function typesWords(material: ApplicationMaterial): string {
  return material.file_types.map((type) => type.toUpperCase()).join('、')
}
