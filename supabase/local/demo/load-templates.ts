import type postgres from 'postgres'
import { DEMO_TEMPLATES } from '../wechat/templates'

/**
 * The templates of the demo's account, and that everybody has accepted the lasting ones: the demo runs in a browser,
 * where nobody can tap WeChat's dialog, and its messages are seen on the simulator's page all the same. Once: who has
 * refused meanwhile is left alone.
 */
export async function loadTemplates(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { key, id, longTerm } of DEMO_TEMPLATES) {
      await tx`select private.set_message_template(${key}, ${id}, ${longTerm})`
    }
    await tx`
      insert into private.subscriptions (person_id, template, template_id, long_term, accepted_at)
      select w.user_id, t.key, t.template_id, true, private.now()
      from private.message_templates t join private.wechat_identities w on w.openid like 'demo\\_%'
      where t.long_term and (not t.for_staff or exists (select from public.staff s where s.person_id = w.user_id))
        and not exists (select from private.subscriptions s where s.person_id = w.user_id and s.template_id = t.template_id)`
  })
}
