-- Why: WeChat tells by the message push when somebody takes a subscription back in his phone's settings. Our ledger
-- (001134) then holds acceptances that are worth nothing; without this the first sending after it would find out by
-- a 43101. What was accepted is reported by the client where it was tapped, and not counted again from here.

create function private.service_subscription_event(p_event text, p_openid text, p_results jsonb, p_at timestamptz) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_person uuid;
  v_count int;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  if p_event is null or p_event not in ('popup', 'change', 'sent') then perform private.fail('BB007', 'event'); end if;
  select w.user_id into v_person from private.wechat_identities w where w.openid = p_openid;
  -- In the dialog, no is a no to what is asked now; only a lasting acceptance ends by it.
  update private.subscriptions s set ended_at = private.now(), ended_why = 'refused'
  where s.person_id = v_person and s.ended_at is null and s.taken_for is null and s.accepted_at <= p_at
    and (p_event = 'change' or (p_event = 'popup' and s.long_term))
    and exists (select from jsonb_to_recordset(p_results) as r (template_id text, status text)
      where r.template_id = s.template_id and r.status = 'reject');
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create function public.service_subscription_event(p_event text, p_openid text, p_results jsonb, p_at timestamptz) returns int
language sql volatile
set search_path = ''
as $$ select private.service_subscription_event(p_event, p_openid, p_results, p_at) $$;
comment on function public.service_subscription_event(text, text, jsonb, timestamptz) is
  'How many acceptances ended: p_event popup, change or sent of subscribe messages, p_results [{template_id, status}], p_at when it happened; what was accepted later stays. The same again ends nothing. service_role only: BB002; BB007 event.';

grant execute on function private.service_subscription_event(text, text, jsonb, timestamptz),
  public.service_subscription_event(text, text, jsonb, timestamptz) to service_role;
