import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'

interface Props {
  title: string
  onEdit: () => void
  children: ReactNode
  id?: string
}

/** A group of answers with a way to change them. */
export function CheckGroup({ title, onEdit, children, id }: Props) {
  return (
    <Card id={id} className="card--head">
      <View className="row between">
        <View className="h">{title}</View>
        <Link end onClick={onEdit} label={`修改${title}`}>
          修改
        </Link>
      </View>
      {children}
    </Card>
  )
}
