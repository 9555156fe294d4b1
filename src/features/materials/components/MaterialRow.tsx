import { Text, View } from '@tarojs/components'
import type { UploadTask } from '@/platform/uploads'
import type { ApplicationMaterial } from '@/shared/contract'
import { isRefusedFile } from '@/shared/refused-file'
import { Link } from '@/shared/ui/Link'
import { MatRow } from '@/shared/ui/MatRow'
import { Note } from '@/shared/ui/Note'
import { failedWords, rowLook } from '../model'
import type { Materials } from '../use-materials'

interface Props {
  material: ApplicationMaterial
  materials: Materials
  /** The next one that is missing: it has the main button. */
  next: boolean
  onUpload: () => void
  onView: () => void
  onSample: () => void
}

/** Anchor of a material's row. */
export const materialAnchor = (key: string) => `material-${key}`

/** One material with its files: what is there, what is on its way, what failed, and the one thing to do. */
export function MaterialRow({ material, materials, next, onUpload, onView, onSample }: Props) {
  const tasks = materials.tasks.filter((task) => task.slot === material.key)
  const look = rowLook(material, tasks)
  const [single] = tasks
  const alone = tasks.length === 1 && material.files.length === 0
  const refused = materials.refused?.key === material.key ? materials.refused.reasons : []

  const action = () => {
    if (alone && isRefusedFile(single.error)) {
      return { text: '换一个', main: true, onClick: () => materials.cancel(single.id) }
    }
    if (alone && single.state === 'failed') {
      return { text: '重试', icon: 'retry' as const, onClick: () => materials.retry(single.id) }
    }
    if (alone) return { text: '取消', onClick: () => materials.cancel(single.id) }
    if (material.files.length > 0) return { text: '查看', onClick: onView }
    if (tasks.length > 0) return undefined
    return { text: '上传', main: next, onClick: onUpload }
  }

  const sample = (
    <Link onClick={onSample} label={`看${material.name}的样表`}>
      看样表
    </Link>
  )
  const aside = (
    <Link onClick={() => materials.cancel(single.id)} label={`不传${material.name}的这个文件了`}>
      换一个
    </Link>
  )
  return (
    <>
      <MatRow
        id={materialAnchor(material.key)}
        name={material.name}
        {...look}
        detail={alone || tasks.length === 0 ? look.detail : undefined}
        action={action()}
        beside={
          look.state === 'missing'
            ? sample
            : alone && single.state === 'failed' && !isRefusedFile(single.error)
              ? aside
              : undefined
        }
      >
        {!alone && tasks.map((task) => <FileLine key={task.id} task={task} materials={materials} />)}
      </MatRow>
      {refused.map((reason) => (
        <View key={reason} className="mat__note">
          <Note tone="late" alert>
            {reason}
          </Note>
        </View>
      ))}
    </>
  )
}

/** One of several files of a material on their way. */
function FileLine({ task, materials }: { task: UploadTask; materials: Materials }) {
  const { name } = task.file
  const failed = task.state === 'failed'
  const word = task.state === 'waiting' ? '等着传' : `正在上传 ${Math.round(task.percent)}%`
  return (
    <View className="row between g8 t15">
      <View className="f1">
        <Text>{name} </Text>
        <Text className={failed ? 'cr' : 'c2'}>{failed ? `没传上，${failedWords(task)}` : word}</Text>
      </View>
      {failed && !isRefusedFile(task.error) && (
        <Link end icon="retry" onClick={() => materials.retry(task.id)} label={`重试${name}`}>
          重试
        </Link>
      )}
      <Link end onClick={() => materials.cancel(task.id)} label={`取消上传${name}`}>
        取消
      </Link>
    </View>
  )
}
