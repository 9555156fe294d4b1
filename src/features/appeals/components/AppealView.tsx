import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { openFile } from '@/platform/files'
import { addressOf } from '@/platform/use-signed-urls'
import type { AppealDetail, FileRef, Me } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { fileSize } from '@/shared/file-kind'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Due } from '@/shared/ui/Due'
import { Note } from '@/shared/ui/Note'
import { Sec } from '@/shared/ui/Sec'
import { Tag } from '@/shared/ui/Tag'
import { Tier } from '@/shared/ui/Tier'
import { Timeline } from '@/shared/ui/Timeline'
import { pastWords } from '@/shared/words/dates'
import { dueWords } from '@/shared/words/due'
import { heldAppealWords, heldWords } from '@/shared/words/held'
import { useMoveAppeal } from '../hooks'
import { BODY_MAX, climbWords, clockOf, type Eye, history, stateTag, tierSteps } from '../model'
import { HandleCard } from './HandleCard'
import { TextSheet } from './TextSheet'
import { VerdictCard } from './VerdictCard'

const MORE = {
  title: '补充情况',
  label: '补充的情况',
  placeholder: '有什么新情况，写给办理的人',
  submit: '发给办理的人',
  max: BODY_MAX,
}

/** Who looks at the appeal, by what the server lets them do and whose it is. */
function eyeOf(appeal: AppealDetail, me: Me): Eye {
  if (appeal.handler?.id === me.id) return 'handler'
  return me.enterprises.some((each) => each.name === appeal.enterprise_name) ? 'enterprise' : 'staff'
}

/** One appeal: the next step on top, who has it and until when, what happened. */
export function AppealView({ appeal, me }: { appeal: AppealDetail; me: Me }) {
  const [adding, setAdding] = useState(false)
  const move = useMoveAppeal(appeal.id)
  const eye = eyeOf(appeal, me)
  const now = Date.parse(appeal.server_now)
  const limit = clockOf(appeal)
  const due = limit && dueWords(limit.clock, now)
  const climb = climbWords(appeal)
  const tag = stateTag(appeal, eye)
  const handles = eye === 'handler' && appeal.state !== 'closed'
  /** A card above says the state already. */
  const acting = handles || appeal.allowed.includes('judge')
  const myName = eye === 'enterprise' ? me.name : (me.staff?.display_name ?? me.name)
  return (
    <>
      {appeal.allowed.includes('judge') && <VerdictCard appeal={appeal} />}
      {handles && <HandleCard appeal={appeal} />}
      <Card>
        {!acting && (
          <View className="row">
            <Tag tone={tag.tone}>{tag.word}</Tag>
          </View>
        )}
        <View className={acting ? 't20 b' : 't20 b mt8'}>{appeal.title}</View>
        <View className="row wrap g8 t15 c2 mt4">
          <Text>{appeal.number}</Text>
          <Text>{pastWords(appeal.created_at, now)} 提</Text>
          <Text>{appeal.kind_name}</Text>
        </View>
        {eye !== 'enterprise' && <View className="t15 c2">{appeal.enterprise_name}</View>}
        <View className="mt12">
          <Tier steps={tierSteps(appeal, eye, now)} />
        </View>
        {due && eye !== 'handler' && (
          <Due
            className="mt12"
            left={`${limit?.what === '首次联系' ? '首次联系' : ''}${due.left}`}
            moment={due.moment}
            tone={due.tone === 'late' ? 'late' : undefined}
          />
        )}
        {climb && <View className="t15 c2 mt4">{climb}</View>}
        {appeal.rating && <View className="t15 c2 mt8">你评过了，办理的人看不到是谁评的。</View>}
      </Card>
      {eye !== 'enterprise' && <WhatWasSaid appeal={appeal} eye={eye} />}
      <Sec title="办理记录" />
      <Card>
        <Timeline entries={history(appeal, eye, myName, now)} />
      </Card>
      {eye === 'enterprise' && <WhatWasSaid appeal={appeal} eye={eye} />}
      {eye === 'enterprise' && appeal.allowed.includes('reply') && (
        <Card flush>
          <Cell icon="pencil" title="补充情况" onClick={() => setAdding(true)} />
        </Card>
      )}
      <TextSheet
        open={adding}
        keep={`appeal.${appeal.id}.more`}
        words={MORE}
        busy={move.isPending}
        error={move.error}
        onClose={() => setAdding(false)}
        onSubmit={(body) => move.mutateAsync({ move: 'reply', body })}
      />
    </>
  )
}

/** The text and files as they were handed in, and the application they are about. */
function WhatWasSaid({ appeal, eye }: { appeal: AppealDetail; eye: Eye }) {
  const [problem, setProblem] = useState<string | null>(null)
  const open = async (file: FileRef) => {
    setProblem(null)
    try {
      await openFile({ url: await addressOf(file), name: file.name, mime: file.mime })
    } catch (thrown) {
      const error = toAppError(thrown)
      setProblem([`「${file.name}」没打开`, error.message, error.hint].filter(Boolean).join('。'))
    }
  }
  const { application } = appeal
  const see = () => {
    if (application)
      go(eye === 'enterprise' ? routes.timeline(application.id) : routes.review(application.id))
  }
  return (
    <Card>
      <View className="b">{eye === 'enterprise' ? '你反映的情况' : '企业反映的情况'}</View>
      {appeal.body !== null && (
        <View className="pre mt4">
          <Text userSelect>{appeal.body}</Text>
        </View>
      )}
      {appeal.held && (
        <View className="mt8">
          <Note tone="wait">
            {appeal.body === null ? heldWords(appeal.held) : heldAppealWords(appeal.held)}
          </Note>
        </View>
      )}
      {(appeal.files.length > 0 || application) && <View className="hr hr--12" />}
      {appeal.files.map((file) => (
        <Cell
          key={file.id}
          icon={file.mime.startsWith('image/') ? 'image' : 'file'}
          title={file.name}
          value={fileSize(file.size)}
          label={`打开 ${file.name}`}
          onClick={() => void open(file)}
        />
      ))}
      {application && eye !== 'staff' && (
        <Cell icon="doc" title={application.item_name} sub={application.number} onClick={see} />
      )}
      {application && eye === 'staff' && (
        <Cell icon="doc" title={application.item_name} sub={application.number} />
      )}
      {problem && (
        <Note tone="late" alert>
          {problem}
        </Note>
      )}
    </Card>
  )
}
