import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { useApplication } from '@/features/applications/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { CheckPoints } from '@/features/verification/components/CheckPoints'
import { Prepare } from '@/features/verification/components/Prepare'
import { SlotPicker } from '@/features/verification/components/SlotPicker'
import { firstDay, openDays } from '@/features/verification/days'
import { slotGone, useBook, useSlots } from '@/features/verification/hooks'
import { bookWords, lengthMinutes } from '@/features/verification/words'
import { toAppError } from '@/shared/errors'
import { go, leave, replace } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'
import { isoDay, momentWords } from '@/shared/words/dates'

/** 预约视频核查: when, what is looked at, what to have ready; also moves a booked one (`appointment`). */
export default function Index() {
  const { application: id = '', appointment } = useParams('application', 'appointment')
  const query = useApplication(id)
  const detail = query.data
  const now = detail ? Date.parse(detail.server_now) : 0
  const slots = useSlots(id, detail ? isoDay(now) : null)
  const [picked, setPicked] = useState<{ day: string; slot: string | null } | null>(null)
  const book = useBook(id, appointment)
  useRefreshOnShow(slots)

  const open = openDays(slots.data ?? [])
  const day = open.some((each) => each.day === picked?.day) ? (picked?.day ?? null) : firstDay(open)
  // A slot that somebody took meanwhile is no longer chosen.
  const slot = open
    .flatMap((each) => each.slots)
    .find((each) => each.id === picked?.slot && each.state === 'free')
  const booked = detail?.appointment?.state === 'booked' ? detail.appointment : null
  const may =
    detail !== undefined && (appointment ? booked?.id === appointment : detail.allowed.includes('book'))
  const error = book.error ? toAppError(book.error) : null
  const length = open[0]?.slots[0]
  const officer = detail?.officer?.display_name ?? '专员'

  const send = () => {
    if (book.isPending || !slot) return
    // A change goes back to the page it came from; a new booking takes this page's place.
    const show = appointment ? leave : replace
    book.mutate(slot.id, { onSuccess: (made) => show(routes.appointment(made.id)) })
  }
  return (
    <NeedSignIn title="预约视频核查" back={routes.book(id, appointment)}>
      <Page
        title={appointment ? '改约视频核查' : '预约视频核查'}
        foot={
          may &&
          open.length > 0 && (
            <Foot
              above={
                error && (
                  <Note tone={slotGone(error) ? 'wait' : 'late'} title={error.message} alert>
                    {slotGone(error) ? '上面是最新的，换一个时间。' : error.hint}
                  </Note>
                )
              }
              below="开始前都能改时间、能取消"
            >
              <Btn kind={slot ? 'main' : 'plain'} block busy={book.isPending} onClick={send}>
                {slot ? `${appointment ? '改到' : '约'} ${bookWords(slot.starts_at, now)}` : '先选一个时间'}
              </Btn>
            </Foot>
          )
        }
      >
        <QueryView
          query={query}
          safe="预约没打开，你的办件没有问题"
          skeleton={<Skeleton kind="card" rows={3} />}
        >
          {(data) =>
            may ? (
              <>
                <View>
                  <View className="t20 b">选一个你在店里的时间</View>
                  <View className="t15 c2 mt4">
                    {length ? `约 ${lengthMinutes(length.starts_at, length.ends_at)} 分钟，` : ''}
                    {officer}和你视频，看 {data.check_points.length} 处
                  </View>
                  {appointment && booked && (
                    <View className="t15 c2 mt4">
                      现在约在<Text className="b c1">{momentWords(booked.starts_at, now)}</Text>
                      ，改好以前一直留着。
                    </View>
                  )}
                </View>
                <QueryView
                  query={slots}
                  safe="时间没打开，什么都没约"
                  isEmpty={() => open.length === 0}
                  empty={
                    <Card>
                      <Void
                        icon="calendar"
                        title="这几周还没有可约的时间"
                        sub={`${officer}开了时间，这里就能约。急的话发消息问一声。`}
                      >
                        {data.conversation_id && (
                          <Btn
                            kind="line"
                            icon="chat"
                            onClick={() => go(routes.conversation(data.conversation_id ?? ''))}
                          >
                            问{officer}
                          </Btn>
                        )}
                      </Void>
                    </Card>
                  }
                >
                  {(days) => (
                    <SlotPicker
                      days={days}
                      now={now}
                      day={day}
                      slot={slot?.id ?? null}
                      onDay={(next) => setPicked({ day: next, slot: null })}
                      onSlot={(next) => setPicked({ day: day ?? '', slot: next })}
                    />
                  )}
                </QueryView>
                <Sec title={`会看这 ${data.check_points.length} 处`} />
                <CheckPoints points={data.check_points} />
                <Sec title="先准备好" />
                <Prepare />
              </>
            ) : (
              <Card>
                <Void
                  icon="calendar"
                  title={booked ? '已经约好了' : '这一件现在不用约视频核查'}
                  sub={booked ? '要改时间，打开约好的那次再改。' : '到了要核查的时候，这里就能约。'}
                >
                  <Btn
                    kind="line"
                    onClick={() => replace(booked ? routes.appointment(booked.id) : routes.timeline(id))}
                  >
                    {booked ? '看约好的' : '看办件进度'}
                  </Btn>
                </Void>
              </Card>
            )
          }
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}
