import { Text, View } from '@tarojs/components'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Icon } from '@/shared/ui/Icon'
import { Input } from '@/shared/ui/Input'
import { Tag } from '@/shared/ui/Tag'
import { Void } from '@/shared/ui/Void'
import type { PrintedCode } from '../api'
import { findCodes } from '../model'

interface Props {
  codes: readonly PrintedCode[]
  typed: string
  onType: (text: string) => void
  /** The one that is shown beside the list. */
  current: string | null
  onPick: (code: PrintedCode) => void
}

/** All printed codes, narrowed by what is typed. */
export function CodeRows({ codes, typed, onType, current, onPick }: Props) {
  const found = findCodes(codes, typed)
  return (
    <View>
      <View className="coderows__find">
        <Input
          low
          label="事项、部门、短码"
          placeholder="事项、部门、短码"
          value={typed}
          onChange={onType}
          confirmType="search"
          before={<Icon name="search" size="s" className="c3" />}
        />
      </View>
      {found.length === 0 && <Void icon="search" title="没有对得上的码" sub="换个词试试，短码像 QX07" />}
      {found.map((each) => {
        const on = each.code === current
        return (
          <View
            key={each.code}
            className={cx('qrow dayrow', on && 'qrow--on')}
            {...pressable(() => onPick(each), {
              role: 'button',
              selected: on,
              label: `${each.code}，${each.name}，${each.department}${each.state === 'revoked' ? '，已停用' : ''}`,
            })}
          >
            <Text className="coderows__c">{each.code}</Text>
            <View className="f1">
              <View className="row top between g8">
                <View className={cx('f1', on && 'b')}>{each.name}</View>
                {each.state === 'revoked' && <Tag tone="late">已停用</Tag>}
              </View>
              <View className="t13 c2">{each.department}</View>
            </View>
          </View>
        )
      })}
    </View>
  )
}
