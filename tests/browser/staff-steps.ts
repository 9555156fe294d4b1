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
