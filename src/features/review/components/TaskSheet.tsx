import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Chip } from '@/shared/ui/Chip'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { QueryView } from '@/shared/ui/QueryView'
import { Sheet } from '@/shared/ui/Sheet'
import { useCreateTask, useDepartments } from '../hooks'

const MOST = 100

interface Props {
  id: string
  open: boolean
  onClose: () => void
  onDone: (text: string) => void
}

/** Asks a department for its part of the application; several work at the same time. */
export function TaskSheet({ id, open, onClose, onDone }: Props) {
  const departments = useDepartments(open)
  const create = useCreateTask(id)
  const [department, setDepartment] = useState<{ code: string; name: string } | null>(null)
  const [title, setTitle] = useState('')
  const [asked, setAsked] = useState(false)
  const error = create.error ? toAppError(create.error) : null
  const over = [...title].length - MOST
  const titleProblem =
    over > 0
      ? `最多 ${MOST} 个字，删掉 ${over} 个`
      : asked && title.trim() === ''
        ? '写一句要他们办什么'
        : null
  const send = () => {
    setAsked(true)
    if (!department || title.trim() === '' || over > 0) return
    create.run({ id, department: department.code, title: title.trim() }, () => {
      setTitle('')
      setDepartment(null)
      setAsked(false)
      onDone(`已请${department.name}办`)
    })
  }
  return (
    <Sheet open={open} title="请部门办理" onClose={onClose}>
      <Field label="请哪个部门" error={asked && !department ? '选一个部门' : null}>
        <View className="sheet__scroll">
          <QueryView query={departments}>
            {(list) => (
              <View className="row wrap g8">
                {list.map(({ code, name, short_name }) => (
                  <Chip
                    key={code}
                    text={short_name}
                    on={department?.code === code}
                    onChange={() => setDepartment({ code, name })}
                  />
                ))}
              </View>
            )}
          </QueryView>
        </View>
      </Field>
      <Field label="要他们办什么" error={titleProblem}>
        <Input
          label="要他们办什么"
          placeholder="比如：核对消防验收情况"
          value={title}
          tone={titleProblem ? 'error' : null}
          onChange={setTitle}
        />
      </Field>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          先不请
        </Btn>
        <Btn grow kind="main" busy={create.busy} onClick={send}>
          发给部门
        </Btn>
      </View>
    </Sheet>
  )
}
