import type { Person } from './people'

export async function signInAsStaff(staff: Person, name: string): Promise<void> {
  await staff.open('/pages/sign-in/index')
  await staff.tap(name)
  await staff.page.waitForURL((url) => !url.hash.includes('sign-in'))
}

/** Marks the first material as to be mended and every other as in order, by the keys of the desk. */
export async function markOneToMend(window: Person, reason: string): Promise<void> {
  await window.see('逐件看')
  await window.page.keyboard.press('2')
  await window.tap('缺标注')
  await window.page.locator('textarea').last().fill(reason)
  await markOthersInOrder(window)
}

async function markOthersInOrder(window: Person): Promise<void> {
  await window.page.locator('body').click({ position: { x: 640, y: 150 } })
  for (let n = 0; n < 3; n += 1) {
    await window.page.keyboard.press('j')
    await window.page.keyboard.press('1')
  }
}

/** Finds every point of the day's check in order, by key, and concludes it. */
export async function concludeCheck(officer: Person): Promise<void> {
  for (let looked = 0; looked < 5; looked += 1) {
    await officer.see(`逐点核查，5 点看完 ${looked} 点`)
    await officer.page.keyboard.press('1')
  }
  await officer.see('逐点核查，5 点看完 5 点')
  await officer.tap('总结论，符合')
  await officer.shot('check')
  await officer.tap('提交结论')
  await officer.see('不能再改')
  await officer.tap('提交结论')
}

/** Everything is in order now: accept, take over as reviewer, approve. */
export async function acceptAndApprove(window: Person): Promise<void> {
  await window.page.reload()
  await window.see('逐件看')
  await window.page.keyboard.press('1')
  await markOthersInOrder(window)
  await window.tap('受理')
  await window.see('已受理，承诺期限从现在开始算')
  await window.tap('接手审查')
  await window.tap('准予许可')
  await window.tap('确定准予')
  await window.see('已准予许可，转到窗口出件')
}

/** Puts the result out with its file and number. */
export async function issueResult(window: Person, file: string, number: string): Promise<void> {
  await window.tap('去出件')
  await window.page.getByLabel('编号', { exact: true }).fill(number)
  await window.tap(/^选文件/)
  const picked = window.page.waitForEvent('filechooser')
  await window.tap(/^选文件|从相册选/)
  await (await picked).setFiles(file)
  await window.see('已传好')
  await window.shot('issue')
  await window.tap('确认出件')
}
