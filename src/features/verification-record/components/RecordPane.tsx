import { View } from '@tarojs/components'
import type { AppointmentDetail } from '@/shared/contract'
import { useCheckedApplication } from '../hooks'
import { useHandIn } from '../use-hand-in'
import { useRecord } from '../use-record'
import { AllPhotos } from './AllPhotos'
import { ClosingCard } from './ClosingCard'
import { ContactCard } from './ContactCard'
import { PointList } from './PointList'
import { RecordBar } from './RecordBar'
import { RecordDone } from './RecordDone'
import { RecordHead } from './RecordHead'

interface Props {
  detail: AppointmentDetail
  /** Id of who is signed in. */
  user: string
}

/** A check on the screen: side by side on the desk, one below the other on the phone. */
export function RecordPane({ detail, user }: Props) {
  const application = useCheckedApplication(detail.application_id).data
  if (!detail.can.includes('record')) {
    return (
      <View className="record">
        <RecordHead detail={detail} application={application} />
        <View className="record__scroll">
          <RecordDone detail={detail} />
        </View>
      </View>
    )
  }
  return <Recording key={detail.id} detail={detail} user={user} />
}

function Recording({ detail, user }: Props) {
  const application = useCheckedApplication(detail.application_id).data
  const record = useRecord(detail, user)
  const handIn = useHandIn(detail, record)
  return (
    <View className="record">
      <RecordHead detail={detail} application={application} />
      <View className="record__scroll">
        <View className="record__side">
          <ContactCard detail={detail} application={application} />
          <View className="record__photos">
            <AllPhotos record={record} />
          </View>
        </View>
        <View className="record__main">
          <PointList record={record} asked={handIn.asked} />
          <ClosingCard record={record} asked={handIn.asked} />
        </View>
      </View>
      <RecordBar record={record} handIn={handIn} />
    </View>
  )
}
