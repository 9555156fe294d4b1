import { View } from '@tarojs/components'
import type { Me, Role } from '@/shared/contract'
import { Avatar } from '@/shared/ui/Avatar'
import { Card } from '@/shared/ui/Card'

const ROLES: Record<Role, string> = {
  officer: '助企专员',
  window: '综合窗口',
  reviewer: '审查',
  head: '负责人',
  group_lead: '专组',
  taskforce: '专班',
  operator: '系统管理',
}

/** The staff member one is signed in as, with department and roles. */
export function StaffCard({ staff }: { staff: NonNullable<Me['staff']> }) {
  return (
    <Card>
      <View className="row g12">
        <Avatar name={staff.display_name} />
        <View className="f1">
          <View className="h">{staff.display_name}</View>
          <View className="t15 c2">{`${staff.department}，${staff.title}`}</View>
          <View className="t15 c2">{`能办：${staff.roles.map((role) => ROLES[role]).join('、')}`}</View>
        </View>
      </View>
    </Card>
  )
}
