import { describe, expect, it } from 'vitest'
import { readNotice } from './notice'

/** The wording of the three published notices. */
const OF_2024 = `一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`
const OF_2026 = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

const off = (text: string, year: number) => readNotice(text, year).days.filter((day) => !day.working)
const on = (text: string, year: number) =>
  readNotice(text, year)
    .days.filter((day) => day.working)
    .map(({ day }) => day)

describe('a notice as it is pasted', () => {
  it('of 2026: every day off and every made-up weekend', () => {
    expect(readNotice(OF_2026, 2026).problems).toEqual([])
    expect(off(OF_2026, 2026)).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7)
    expect(on(OF_2026, 2026)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    expect(readNotice(OF_2026, 2026).days).toContainEqual({
      day: '2026-02-14',
      working: true,
      name: '春节调休上班',
    })
  })

  it('of 2024: days without weekdays; what is only encouraged is no day off', () => {
    expect(readNotice(OF_2024, 2024).problems).toEqual([])
    expect(off(OF_2024, 2024)).toHaveLength(1 + 8 + 3 + 5 + 1 + 3 + 7)
    expect(on(OF_2024, 2024)).toHaveLength(8)
    expect(off(OF_2024, 2024).map(({ day }) => day)).not.toContain('2024-02-09')
  })

  it('two holidays in one and a single day', () => {
    const text =
      '五、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。\n元旦：1月1日（周三）放假1天，不调休。'
    expect(readNotice(text, 2025)).toMatchObject({ problems: [] })
    expect(off(text, 2025)).toHaveLength(9)
    expect(off(text, 2025)[1]?.name).toBe('国庆节、中秋节')
  })

  it('names what does not fit instead of guessing', () => {
    expect(readNotice('元旦：1月1日（周五）至3日（周六）放假，共3天。', 2026).problems).toEqual([
      '元旦：1月1日是周四，写着周五',
    ])
    expect(readNotice('元旦：1月1日至2日放假，共3天。', 2026).problems).toEqual([
      '元旦：写着共 3 天，认出 2 天',
    ])
    expect(readNotice('元旦：2026年12月31日至2027年1月2日放假，共3天。', 2027)).toEqual({
      days: [
        { day: '2027-01-01', working: false, name: '元旦' },
        { day: '2027-01-02', working: false, name: '元旦' },
      ],
      problems: ['元旦：2026-12-31 不在 2027 年，没有录入'],
    })
    expect(readNotice('元旦：2月30日放假', 2026).problems).toEqual(['元旦：日期不对'])
    expect(readNotice('1月1日放假', 2026).problems).toEqual(['没看懂这一行：1月1日放假'])
    expect(readNotice('', 2026)).toEqual({ days: [], problems: [] })
  })
})
