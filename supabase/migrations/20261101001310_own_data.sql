-- What is kept about a person, in the person's own hands (个人信息保护法 第45条: 查阅、复制).
--
-- One answer with everything: who I am, for whom I may act, what I filed, said, asked and rated, what I agreed to,
-- and who saw my data whole. Under the same words as the screens, so that somebody without a computer department
-- can read it. Not in it: what others wrote (their words), what staff noted inside (the office's file; it comes
-- with the application to whoever may read it), and files themselves (named here, opened in the application).

create function private.export_applications(p_person uuid) returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'number', a.number, 'item', i.name, 'enterprise', e.name, 'state', a.state,
    'created_at', private.iso(a.created_at), 'submitted_at', private.iso(a.submitted_at),
    'accepted_at', private.iso(a.accepted_at), 'decided_at', private.iso(a.decided_at),
    'decision_reason', a.decision_reason, 'delivered_at', private.iso(a.delivered_at),
    -- Of a choice the words that were chosen, not the name they go by inside.
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('label', f ->> 'label', 'value', coalesce(
        (select string_agg(o ->> 'label', '、' order by p)
          from jsonb_array_elements(case jsonb_typeof(f -> 'options') when 'array' then f -> 'options' else '[]' end)
            with ordinality as y (o, p)
          where o ->> 'id' = any (string_to_array(a.answers ->> (f ->> 'id'), ','))),
        a.answers ->> (f ->> 'id'))) order by n), '[]')
      from jsonb_array_elements(v.form) with ordinality as x (f, n) where a.answers ->> (f ->> 'id') is not null),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('material', m.name, 'name', f.name, 'size', f.size,
        'uploaded_at', private.iso(f.uploaded_at), 'removed_at', private.iso(f.removed_at)) order by f.uploaded_at, f.id), '[]')
      from public.application_files f
      join public.application_materials m on m.application_id = f.application_id and m.key = f.material_key
      where f.application_id = a.id and f.uploaded_by = p_person),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('at', private.iso(h.at), 'what', h.kind, 'by', h.actor_name,
        'note', h.note) order by h.seq), '[]')
      from public.application_events h where h.application_id = a.id)) order by a.created_at, a.id), '[]')
  from public.applications a
  join public.items i on i.code = a.item_code
  join public.item_versions v on v.id = a.item_version_id
  join public.enterprises e on e.id = a.enterprise_id
  where a.applicant_id = p_person
$$;

create function private.export_words(p_person uuid) returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object(
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('at', private.iso(m.created_at), 'enterprise', e.name,
        'text', m.body, 'file', m.file ->> 'name',
        'application', (select a.number from public.applications a where a.id = m.application_id)) order by m.created_at, m.id), '[]')
      from public.messages m join public.conversations c on c.id = m.conversation_id
      join public.enterprises e on e.id = c.enterprise_id where m.sender_id = p_person),
    'appeals', (select coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'enterprise', e.name, 'kind', k.name,
        'title', a.title, 'text', a.body, 'state', a.state, 'at', private.iso(a.created_at),
        'rating_level', a.rating_level, 'rating_comment', a.rating_comment,
        'files', (select coalesce(jsonb_agg(f.file ->> 'name'), '[]') from public.appeal_files f where f.appeal_id = a.id)
      ) order by a.created_at, a.id), '[]')
      from public.appeals a join public.appeal_kinds k on k.code = a.kind
      join public.enterprises e on e.id = a.enterprise_id where a.author_id = p_person),
    'appeal_replies', (select coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'text', r.body,
        'at', private.iso(r.created_at)) order by r.position), '[]')
      from public.appeal_replies r join public.appeals a on a.id = r.appeal_id where r.author_id = p_person),
    -- What a machine thought of it and what a person decided: only where that had an effect.
    'held_content', (select coalesce(jsonb_agg(jsonb_build_object('at', private.iso(c.created_at),
        'what', case c.subject when 'message' then '消息' when 'appeal' then '诉求' when 'appeal_reply' then '诉求的补充'
          when 'name' then '名字' else '评语' end || case when c.file is not null then '里的图片' else '' end,
        'note', '微信提示：' || private.risk_word(c.label),
        'state', case c.state when 'held' then '等核对' when 'released' then '已放行' else '没放行' end,
        'why', (select d.reason from private.content_decisions d where d.check_id = c.id order by d.id desc limit 1))
        order by c.created_at, c.id), '[]')
      from private.content_checks c where c.author_id = p_person and c.state in ('held', 'released', 'kept')),
    'ratings', (select coalesce(jsonb_agg(jsonb_build_object('application', a.number, 'level', r.level,
        'comment', r.comment, 'at', private.iso(r.created_at)) order by r.created_at, r.id), '[]')
      from public.ratings r join public.applications a on a.id = r.application_id where r.rater_id = p_person))
$$;

create function private.export_my_data() returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  perform private.hit_limit('export');
  return jsonb_build_object(
    'about', '码上帮办里保存的与你有关的信息（个人信息保护法第四十五条）。',
    'exported_at', private.iso(private.now()),
    'person', (select jsonb_build_object('id', p.id, 'name', p.name, 'phone', p.phone, 'since', private.iso(p.created_at),
        -- That an account of WeChat is tied to this one, and since when. Its number is a key to the door, and
        -- a file that people pass on is no place for keys.
        'wechat_since', (select private.iso(w.created_at) from private.wechat_identities w where w.user_id = p.id),
        -- The number that opens this account, which may be another than the one to call.
        'phone_confirmed', (select f.phone from private.phone_identities f where f.user_id = p.id),
        'phone_since', (select private.iso(f.confirmed_at) from private.phone_identities f where f.user_id = p.id),
        'email', (select case when u.email like '%.invalid' then null else u.email end from auth.users u where u.id = p.id),
        'staff', (select jsonb_build_object('name', s.display_name, 'title', s.title, 'department', d.name)
          from public.staff s join public.departments d on d.code = s.department_code where s.person_id = p.id))
      from public.people p where p.id = v_user),
    'enterprises', (select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'uscc', e.uscc, 'role', m.role,
        'state', m.state, 'starts_on', m.starts_on, 'ends_on', m.ends_on, 'asked_at', private.iso(m.created_at)) order by m.created_at, m.id), '[]')
      from public.enterprise_members m join public.enterprises e on e.id = m.enterprise_id where m.person_id = v_user),
    'invitations', (select coalesce(jsonb_agg(jsonb_build_object('enterprise', e.name, 'made', n.created_by = v_user,
        'used', n.used_by is not null, 'at', private.iso(n.created_at)) order by n.created_at, n.id), '[]')
      from public.enterprise_invites n join public.enterprises e on e.id = n.enterprise_id
      where n.created_by = v_user or n.used_by = v_user),
    'applications', private.export_applications(v_user),
    'appointments', (select coalesce(jsonb_agg(jsonb_build_object('enterprise', e.name, 'starts_at', private.iso(lower(b.during)),
        'state', b.state) order by lower(b.during), b.id), '[]')
      from public.appointments b join public.enterprises e on e.id = b.enterprise_id where b.booked_by = v_user),
    'consents', (select coalesce(jsonb_agg(x.consent order by x.at, x.n), '[]') from (
      select jsonb_build_object('what', '提交办件时的承诺与同意', 'application', a.number,
        'at', private.iso(a.consented_at)) as consent, a.consented_at as at, 0 as n
      from public.applications a where a.applicant_id = v_user and a.consented_at is not null
      union all
      select jsonb_build_object('what', case c.kind when 'agreed' then '同意隐私说明' else '撤回对隐私说明的同意' end,
        'version', c.version, 'at', private.iso(c.at)), c.at, c.id
      from private.consents c where c.person_id = v_user
      union all
      select jsonb_build_object('what', '收微信提醒：' || t.title, 'at', private.iso(b.accepted_at)), b.accepted_at, b.id
      from private.subscriptions b join private.message_templates t on t.key = b.template where b.person_id = v_user
      union all
      select jsonb_build_object('what', '短信提醒“' || t.name || '”：' || case when h.sms then '要' else '不要' end,
        'at', private.iso(h.chosen_at)), h.chosen_at, t.position
      from private.message_choices h join private.message_topics t on t.code = h.topic where h.person_id = v_user) x),
    'seen_by', (select coalesce(jsonb_agg(jsonb_build_object('at', private.iso(l.at), 'by', l.viewer_label,
        'what', l.field_label, 'why', l.reason, 'item', l.item_name) order by l.id), '[]')
      from private.access_log l where l.subject_id = v_user)) || private.export_words(v_user);
end $$;

create function public.export_my_data() returns jsonb
language sql volatile
set search_path = ''
as $$ select private.export_my_data() $$;
comment on function public.export_my_data() is
  'OwnData: everything kept about the caller, and nobody else''s. 个人信息保护法 第45条. Errors: BB001, BB080.';

grant execute on function private.export_my_data(), public.export_my_data() to authenticated;
