import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { publicUrl } from '@/platform/env'
import { printer } from '@/platform/printer'
import { COUNTY } from '@/shared/county'
import { Btn } from '@/shared/ui/Btn'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import type { PrintedCode } from '../api'
import { drawnSheets } from '../model'
import { useCodeKind } from './use-code-kind'

/** The sheets for paper: A4, eight cards each. The mini-program cannot print and says where one can. */
export function Sheets({ codes }: { codes: readonly PrintedCode[] }) {
  const active = useMemo(
    () => codes.filter(({ state }) => state === 'active').map(({ code }) => code),
    [codes],
  )
  const { choice, pictures } = useCodeKind(active)
  const pages = useMemo(
    () => (printer ? drawnSheets(codes, { county: COUNTY, publicUrl }, pictures) : []),
    [codes, pictures],
  )
  const stopped = codes.filter(({ state }) => state === 'revoked').length
  if (!printer) {
    return (
      <Note icon="printer" title="整张 A4 在电脑上打印">
        用电脑浏览器打开 {publicUrl}，登录后进「事项码」，一页八张，按虚线裁开。
      </Note>
    )
  }
  const { print, save } = printer
  return (
    <View className="col g12">
      <View className="t15 c2">
        {codes.length - stopped} 张卡片，{pages.length} 页 A4，一页八张，按虚线裁开。
        {stopped > 0 && `停用的 ${stopped} 个没有印。`}打印时选「实际大小」，二维码才是 35 毫米。
      </View>
      {choice}
      <View className="row wrap g8">
        <Btn
          kind="main"
          icon="printer"
          onClick={() =>
            print(
              '码上办卡片',
              pages.map(({ svg }) => svg),
            )
          }
        >
          打印全部 {pages.length} 页
        </Btn>
      </View>
      <View className="sheets">
        {pages.map(({ svg, src }, at) => (
          <View className="sheets__one" key={src.length + String(at)}>
            <Image
              className="sheets__page"
              src={src}
              mode="widthFix"
              lazyLoad
              ariaLabel={`第 ${at + 1} 页，共 ${pages.length} 页`}
            />
            <View className="row between">
              <View className="t15 c2">第 {at + 1} 页</View>
              <Link
                icon="download"
                end
                onClick={() => save(`码上办卡片 第${at + 1}页.svg`, svg)}
                label={`下载第 ${at + 1} 页`}
              >
                下载
              </Link>
            </View>
          </View>
        ))}
      </View>
    </View>
  )
}
