import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CalendarPreview } from '@/shared/contract'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { reveal } from '@/shared/ui/reveal'
import type { CalendarWish } from '../api'
import type { CalendarChange } from '../hooks'
import { movedWords, previewWords } from '../model'

interface Props {
  change: CalendarChange
  /** What is wanted; null when the form still says what is wrong with it. */
  wish: () => CalendarWish | null
  /** The verb of the second button: 改这几天. */
  verb: string
  /** Fields whose errors the form shows itself. */
  fields: readonly string[]
  onClose: () => void
}

const ANSWER = 'calendar-answer'

/** First what would move, then the confirmation: nobody's date moves before it was seen. */
export function TryAndDo({ change, wish, verb, fields, onClose }: Props) {
  const { preview, done, error, busy } = change
  // Below the form: on most screens out of sight until it is shown.
  useEffect(() => {
    if (preview || done) reveal(ANSWER)
  }, [preview, done])
  const run = (act: (wish: CalendarWish) => void) => {
    const made = wish()
    if (made) act(made)
  }
  if (done) {
    return (
      <View className="col g12">
        <Note id={ANSWER} tone="done" title="改好了" alert>
          {done.applications > 0
            ? `${previewWords(done, true)}。申请人和承办人都收到了通知。`
            : previewWords(done, true)}
        </Note>
        <Moved preview={done} />
        <Btn block onClick={onClose}>
          看日历
        </Btn>
      </View>
    )
  }
  return (
    <View className="col g12">
      {preview && <Preview preview={preview} />}
      {error && !fields.includes(error.field ?? '') && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      {preview ? (
        <View className="row g12">
          <Btn grow onClick={change.forget}>
            再改改
          </Btn>
          <Btn grow kind="main" busy={busy === 'change'} onClick={() => run(change.confirm)}>
            {verb}
          </Btn>
        </View>
      ) : (
        <Btn kind="main" block busy={busy === 'preview'} onClick={() => run(change.tryOut)}>
          看看会动哪些期限
        </Btn>
      )}
    </View>
  )
}

function Preview({ preview }: { preview: CalendarPreview }) {
  return (
    <>
      <Note id={ANSWER} tone={preview.earlier > 0 ? 'wait' : 'go'} title={previewWords(preview)} alert>
        {preview.applications > 0
          ? '确认后马上重算，申请人和承办人都会收到通知。'
          : '确认后，以后的期限按新的算。'}
      </Note>
      {preview.appointments > 0 && (
        <Note tone="wait">{`这几天约了 ${preview.appointments} 场视频核查，不会自动取消，请另外和企业改时间。`}</Note>
      )}
      <Moved preview={preview} />
    </>
  )
}

const FIRST = 5

function Moved({ preview }: { preview: CalendarPreview }) {
  const [all, setAll] = useState(false)
  if (preview.rows.length === 0) return null
  const rows = all ? preview.rows : preview.rows.slice(0, FIRST)
  return (
    <Card flush>
      {rows.map((row) => (
        <View className="cell top" key={row.application_id}>
          <View className="cell__main">
            <View>{row.item_name}</View>
            <View className="t13 c2">{`${row.number}，${row.enterprise_name}`}</View>
            {row.moved.map((each) => (
              <View className="t15" key={each.clock}>
                {movedWords(each, Date.now())}
              </View>
            ))}
          </View>
        </View>
      ))}
      {!all && preview.rows.length > FIRST && (
        <View className="cell">
          <Link icon="down" onClick={() => setAll(true)}>
            {`再看 ${preview.rows.length - FIRST} 件`}
          </Link>
        </View>
      )}
      {preview.applications > preview.rows.length && (
        <View className="cell t15 c2">{`一共 ${preview.applications} 件，这里列出最急的 ${preview.rows.length} 件`}</View>
      )}
    </Card>
  )
}
