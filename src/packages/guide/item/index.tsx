import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Conditions, Facts, Process } from '@/features/items/components/GuideFacts'
import { GuideHead } from '@/features/items/components/GuideHead'
import { GuideMore } from '@/features/items/components/GuideMore'
import { Materials } from '@/features/items/components/Materials'
import { Situations } from '@/features/items/components/Situations'
import { useGuide } from '@/features/items/hooks'
import { cutMaterials, openSituations, type SituationAnswers, wayOut } from '@/features/items/model'
import { useShareCard } from '@/platform/share'
import type { ItemGuide } from '@/shared/contract'
import { applies } from '@/shared/form/when'
import { go, replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { GuideFoot } from './GuideFoot'

interface BodyProps {
  guide: ItemGuide
  answers: SituationAnswers
  onAnswer: (situation: string, option: string) => void
  other: ItemGuide | undefined
}

function Body({ guide, answers, onAnswer, other }: BodyProps) {
  const way = wayOut(guide.situations, answers)
  const points = guide.check_points.filter((each) => applies(each.when, answers))
  return (
    <>
      <GuideHead guide={guide} />
      <Conditions conditions={guide.conditions} />
      <Situations
        situations={guide.situations}
        answers={answers}
        onAnswer={onAnswer}
        way={way}
        other={other}
        onOther={() => way && go(routes.item(way.leads_to))}
      />
      {!way && (
        <Materials
          cut={cutMaterials(guide.materials, answers)}
          open={openSituations(guide.situations, answers).length}
        />
      )}
      <Process process={guide.process} />
      <Facts guide={guide} />
      <GuideMore points={points} faq={guide.faq} />
    </>
  )
}

/** 办事指南: how long, can I, what do I bring; then begin. */
export default function Item() {
  const code = (useRouter().params.code ?? '').toUpperCase()
  const guide = useGuide(code || null)
  const [answers, setAnswers] = useState<SituationAnswers>({})
  const way = guide.data ? wayOut(guide.data.situations, answers) : null
  // Fetched when an answer leads there: the name is said here, and the page is ready when it is opened.
  const other = useGuide(way?.leads_to ?? null)
  useShareCard({
    title: guide.data ? `${guide.data.name}，要什么材料、几天办好` : '办事指南',
    path: routes.item(code),
  })
  const answer = (situation: string, option: string) =>
    setAnswers((before) => ({ ...before, [situation]: option }))
  return (
    <Page
      title="办事指南"
      foot={guide.data && <GuideFoot guide={guide.data} answers={answers} other={other.data} />}
    >
      <QueryView
        query={guide}
        skeleton={<Skeleton kind="card" rows={4} />}
        safe="这个事项没打开"
        way={<Btn onClick={() => replace(routes.search())}>按名称搜索</Btn>}
      >
        {(data) => <Body guide={data} answers={answers} onAnswer={answer} other={other.data} />}
      </QueryView>
    </Page>
  )
}
