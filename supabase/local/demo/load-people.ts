import type postgres from 'postgres'
import { DEMO_PEOPLE, demoPerson } from './people'
import { DEMO_ENTERPRISES, DEMO_HALL } from './places'

/**
 * Demo people, their roles, enterprises and officers, by SQL as the owner of the database. Idempotent: what is
 * there stays as it is, changes made while playing included; who ended the account stays gone.
 */
export async function loadPeople(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    for (const person of DEMO_PEOPLE) {
      const email = `${person.handle}@demo.invalid`
      await tx`
        insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
          created_at, updated_at)
        values (${person.id}, 'authenticated', 'authenticated', ${email}, now(),
          ${tx.json({ provider: 'email', providers: ['email'] })}, ${tx.json({ name: person.fullName })}, now(), now())
        on conflict (id) do nothing`
      await tx`
        insert into auth.identities (id, provider, provider_id, user_id, identity_data)
        select ${person.id}, 'email', ${person.id}, ${person.id},
          ${tx.json({ sub: person.id, email, email_verified: true })}
        where not exists (select from auth.identities where user_id = ${person.id})
          and exists (select from public.people where id = ${person.id} and cancelled_at is null)`
      // The WeChat simulator answers the code demo-<handle>-<anything> with this openid.
      await tx`
        insert into private.wechat_identities (openid, user_id)
        select ${`demo_${person.handle}`}, id from public.people where id = ${person.id} and cancelled_at is null
        on conflict do nothing`
      await tx`
        update public.people set phone = ${person.phone}
        where id = ${person.id} and phone is null and cancelled_at is null`
      // With these numbers they sign in on H5 too; the code stands on the simulator's page.
      await tx`
        insert into private.phone_identities (phone, user_id, via, confirmed_at)
        select phone, id, 'sms', now() from public.people where id = ${person.id} and phone = ${person.phone}
        on conflict do nothing`
      if (!person.staff) continue
      await tx`
        insert into public.staff (person_id, department_code, display_name, title)
        values (${person.id}, ${person.staff.department}, ${person.name}, ${person.staff.title})
        on conflict (person_id) do nothing`
      for (const role of person.staff.roles) {
        await tx`
          insert into public.staff_roles (person_id, role) values (${person.id}, ${role}) on conflict do nothing`
      }
    }
    await loadEnterprises(tx)
    await tx`
      update public.departments set address = ${DEMO_HALL.address}, phone = ${DEMO_HALL.phone},
        complaint_phone = ${DEMO_HALL.complaintPhone}
      where address is null`
  })
}

async function loadEnterprises(tx: postgres.TransactionSql): Promise<void> {
  for (const enterprise of DEMO_ENTERPRISES) {
    const [made] = await tx`
      insert into public.enterprises (id, name, uscc, kind, legal_person, address)
      values (${enterprise.id}, ${enterprise.name}, ${enterprise.uscc}, ${enterprise.kind},
        ${enterprise.legalPerson}, ${enterprise.address})
      on conflict do nothing returning id`
    if (!made) continue
    for (const { handle, role } of enterprise.members) {
      await tx`
        insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on, decided_at)
        values (${enterprise.id}, ${demoPerson(handle).id}, ${role}, 'active',
          case when ${role} = 'agent' then private.today() + 365 end, private.now())`
    }
    await tx`
      insert into public.enterprise_officers (enterprise_id, officer_id)
      values (${enterprise.id}, ${demoPerson(enterprise.officer).id})`
  }
}
