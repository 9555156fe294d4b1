import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { routes, TABS } from '@/shared/routes'
import { Colleague } from '../weapp/staff'
import type { Meanwhile } from './owner-journey'
import type { Pair, Theatre } from './people'

/** The moment of the video check, as in the owner's journey. */
const CHECK_TIME = '2026-04-01T10:50:00+08:00'

/** Opens addresses one after the other and looks at each. */
function walker(theatre: Theatre, { phone, twin }: Pair) {
  return async (name: string, address: string, shows: string | RegExp) => {
    await phone.open(address)
    await phone.see(shows)
    await theatre.visits.visit(name, phone, twin, address)
  }
}

const setClock = ({ phone, twin }: Pair) =>
  Promise.all([phone.setClock(CHECK_TIME), twin.setClock(CHECK_TIME)])

/** The staff's pages on their phones, each at the moment of the owner's journey when it has something to do. */
export async function staffMeanwhile(theatre: Theatre): Promise<Meanwhile> {
  const [officer, window] = [await theatre.staff('li'), await theatre.staff('wang')]
  const see = { officer: walker(theatre, officer), window: walker(theatre, window) }
  const wang = await Colleague.come(theatre.product.stack, 'wang')
  return {
    async lookOver(application) {
      await see.officer('officer-home', TABS.home, '食品经营许可（新办）')
      await see.officer('pre-check', routes.preCheck(application), '经营场所布局图')
    },
    async atTheWindow(application) {
      await see.window('window-home', TABS.home, '食品经营许可（新办）')
      await see.window('workbench', routes.workbench(), '食品经营许可（新办）')
      await see.window('review', routes.review(application), '经营场所布局图')
      await see.window('review-row', routes.review(application, 'material:layout'), '经营场所布局图')
    },
    async atTheCheck(appointment, conversation) {
      await setClock(officer)
      await setClock(window)
      await see.officer('schedule', routes.schedule(), /日程|可约时间/)
      await see.officer('verification', routes.verification(appointment), '后厨洗手池')
      await see.officer(
        'officer-conversation',
        routes.conversation(conversation),
        '要拍，把温度计放进去一起拍',
      )
      await see.officer('officer-messages', TABS.messages, '清溪禾味餐饮有限公司')
      await see.officer('officer-me', TABS.me, '退出登录')
    },
    async reviewing(application) {
      const task = await wang.act<DepartmentTask>('create_task', {
        p_application_id: application,
        p_department_code: 'scjg',
        p_title: '看设备清单是否合要求',
      })
      const qian = await theatre.staff('qian', CHECK_TIME)
      await walker(theatre, qian)('task', routes.task(task.id, application), '看设备清单是否合要求')
      await qian.phone.leave()
      await finish(theatre, task.id, application)
    },
    async toIssue(application) {
      await see.window('issue', routes.issue(application), '编号')
      await see.window('staff-applications', TABS.applications, '食品经营许可（新办）')
    },
  }
}

async function finish(theatre: Theatre, task: string, application: string): Promise<void> {
  const qian = await Colleague.come(theatre.product.stack, 'qian')
  const version = async () => {
    const { tasks } = await qian.ask<ApplicationDetail>('get_application', { p_id: application })
    return tasks.find(({ id }) => id === task)?.row_version
  }
  await qian.act('take_task', { p_task_id: task, p_row_version: await version() })
  await qian.act('finish_task', {
    p_task_id: task,
    p_outcome: 'agree',
    p_note: '设备齐全',
    p_row_version: await version(),
  })
}

/** Pages of the staff that wait for nothing. */
export async function staffPages(theatre: Theatre, appeal: string): Promise<void> {
  const officer = await theatre.staff('li', CHECK_TIME)
  const see = walker(theatre, officer)
  await see('my-enterprises', routes.myEnterprises(), '清溪禾味餐饮有限公司')
  await see('codes', routes.codes(), 'QX07')
  await see('officer-appeals', routes.appeals(), '许可证没动静')
  await see('officer-appeal', routes.appeal(appeal), '许可证没动静')
  const lead = await theatre.staff('zhou', CHECK_TIME)
  await walker(theatre, lead)('held', routes.held(), '等核对')
  const operator = await theatre.staff('admin', CHECK_TIME)
  const also = walker(theatre, operator)
  await also('calendar', routes.calendar(), '改办公时间')
  await also('faults', routes.faults(), '程序故障')
}
