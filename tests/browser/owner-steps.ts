import type { Person } from './people'
import type { RealFiles } from './real-files'

/** Text that must come back byte for byte: Chinese, emoji of several code points, and what looks like markup. */
export const SAFETY_OFFICER = '刘店长👩‍🍳<b>'

/** Guide → situations → sign-in → form → materials, as a business owner does it; ends on the check page. */
export async function fillApplication(owner: Person, files: RealFiles): Promise<void> {
  await owner.see('选你的情形，材料会变少')
  await owner.shot('guide')
  await owner.tap(/店里现做现卖/)
  await owner.tap(/法定代表人自己办/)
  await owner.see('少交 5 件')
  await owner.tap(/开始办/)
  await owner.see('办事要登录')
  await owner.shot('sign-in')
  await owner.tap('张经理')
  await owner.tap(/开始办/)

  await owner.see('先看看这些对不对')
  await owner.shot('form-known')
  await owner.tap(/下一步/)
  await owner.page.getByLabel('经营面积').fill('82')
  await owner.tap('自己的')
  await owner.shot('form-place')
  await owner.tap(/下一步/)
  await owner.tap('小餐馆')
  await owner.tap('热食类食品制售')
  await owner.tap('不在网上卖')
  await owner.tap(/下一步/)
  await owner.page.getByLabel('食品安全员').fill(SAFETY_OFFICER)
  await owner.page.getByLabel('从业人数').fill('5')
  await owner.page.getByLabel('有健康证明的人数').fill('5')
  await owner.tap(/下一步/)

  await owner.see('上传 4 件材料')
  await owner.shot('materials-empty')
  await upload(owner, '经营场所布局图', files.jpeg)
  await owner.see('传好 1 件')
  await upload(owner, '主要设备设施清单', files.pdf)
  await upload(owner, '操作流程图', files.jpeg)
  await upload(owner, '食品安全制度目录', files.pdf)
  await owner.see('传好 4 件')
  await owner.shot('materials-done')
  await owner.tap(/下一步：核对/)
  await owner.see('交之前，再看一遍')
}

/** Picks a file for a material from the source sheet. */
export async function upload(owner: Person, material: string, file: string, word = '上传'): Promise<void> {
  await owner.page.getByRole('button', { name: `${word}${material}` }).click()
  const picked = owner.page.waitForEvent('filechooser')
  await owner.tap(/从相册选/)
  await (await picked).setFiles(file)
}
