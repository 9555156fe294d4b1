-- A telephone number as a door to an account, and the codes that open it.
--
-- public.people.phone is what a person typed: a number to be called at, proven by nothing. A *confirmed* number
-- (private.phone_identities) is a key: whoever proves to hold it signs in to that account. It is confirmed by WeChat
-- (the function wechat-phone) or by a code in an SMS (phone-login); both ask with the secret key, so that no client
-- can ever name a number as his. One number an account, one account a number: a number that belongs to somebody is
-- never moved by confirming it elsewhere, since that would hand over enterprises without their owner's doing.
--
-- Codes: six digits, five minutes, five guesses, once. Only a salted hash is kept, so a reader of the table learns
-- nothing that still opens a door, and a new code ends the one before. A wrong guess is *answered*, not raised, so
-- that its count stays (see 000120). What is answered never depends on whether a number is known: sending always
-- sends, a right code for an unknown number makes an account, a wrong one reads the same for everybody.

insert into private.error_codes (code, message, hint) values
  ('BB100', '这个手机号已经用在另一个账号上',
    '用这个手机号登录，就能用那个账号。要改用到这个账号：先在那个账号里换一个手机号，或者注销那个账号'),
  ('BB101', '验证码不对或已经过期', '看看最新一条短信里的 6 位数字；还不对就重新获取');

insert into private.rate_limits (action, per, window_seconds, max, note) values
  ('sms_send', 'identity', 60, 1, 'A number: one code a minute'),
  ('sms_send', 'identity', 3600, 5, 'A number: somebody who mistypes, or has no reception'),
  ('sms_send', 'identity', 86400, 10, 'A number: nobody''s phone is flooded by us'),
  ('sms_send_person', 'identity', 86400, 20, 'An account that tries many numbers'),
  ('sms_send_address', 'address', 3600, 60, 'One address may be a hall full of people'),
  ('sms_send_all', 'identity', 3600, 2000, 'The whole county: a robot with many addresses does not empty the SMS account'),
  ('sms_guess', 'identity', 3600, 20, 'A number: guesses over all its codes'),
  ('sms_guess_address', 'address', 3600, 300, 'Guesses at many numbers from one address'),
  ('wechat_phone', 'identity', 3600, 10, 'An account: each code that it turns in, an invented one too, is a call of the county''s quota');

create table private.phone_identities (
  phone text primary key check (phone ~ '^1[3-9][0-9]{9}$'),
  user_id uuid not null unique references auth.users (id) on delete cascade,
  via text not null check (via in ('wechat', 'sms')),
  confirmed_at timestamptz not null
);
alter table private.phone_identities enable row level security;
comment on table private.phone_identities is 'Which account a confirmed number opens. No policies: reached by service_* functions; one''s own through get_me and export_my_data.';
comment on column private.phone_identities.via is 'Who said that the number is the person''s: WeChat''s getPhoneNumber, or a code in an SMS.';

create table private.phone_codes (
  phone text primary key check (phone ~ '^1[3-9][0-9]{9}$'),
  salt bytea not null,
  hash bytea not null,
  tries_left int not null check (tries_left between 0 and 5),
  expires_at timestamptz not null
);
alter table private.phone_codes enable row level security;
comment on table private.phone_codes is 'The one code that is under way to a number, as a salted hash. Gone once used, and hourly once expired. No policies: reached by service_* functions only.';

create function private.phone_code_hash(p_salt bytea, p_phone text, p_code text) returns bytea
language sql immutable
set search_path = ''
as $$ select pg_catalog.sha256(p_salt || convert_to(p_phone || ':' || p_code, 'UTF8')) $$;
comment on function private.phone_code_hash(bytea, text, text) is 'What is kept of a code.';

create function private.limit_refusal(p_action text, p_subject text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_message text;
  v_hint text;
  v_detail text;
begin
  perform private.hit_limit(p_action, p_subject);
  return null;
exception when sqlstate 'BB080' then
  get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint, v_detail = pg_exception_detail;
  return private.refusal('BB080', null, v_detail::jsonb, v_message, v_hint);
end $$;
comment on function private.limit_refusal(text, text) is 'Counts a call; null when it may go on, else the refusal as an answer, so that what was counted before it stays.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_new_phone_code(p_phone text, p_code text, p_address text, p_person uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_salt bytea := uuid_send(gen_random_uuid());
  v_refusal jsonb;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  if p_phone is null or p_phone !~ '^1[3-9][0-9]{9}$' then
    perform private.fail('BB007', 'phone', '{}', '手机号应是 11 位数字，以 1 开头');
  elsif p_code is null or p_code !~ '^[0-9]{6}$' then
    perform private.fail('BB007', 'code');
  end if;
  -- The widest first: a robot is stopped before it spends what belongs to one number.
  v_refusal := coalesce(private.limit_refusal('sms_send_address', p_address),
    private.limit_refusal('sms_send_person', p_person::text),
    private.limit_refusal('sms_send', p_phone), private.limit_refusal('sms_send_all', 'all'));
  if v_refusal is not null then return v_refusal; end if;
  insert into private.phone_codes (phone, salt, hash, tries_left, expires_at)
  values (p_phone, v_salt, private.phone_code_hash(v_salt, p_phone, p_code), 5, private.now() + interval '5 minutes')
  on conflict (phone) do update set salt = excluded.salt, hash = excluded.hash, tries_left = excluded.tries_left,
    expires_at = excluded.expires_at;
  return jsonb_build_object('wait_seconds', 60, 'expires_seconds', 300);
end $$;

create function public.service_new_phone_code(p_phone text, p_code text, p_address text, p_person uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_new_phone_code(p_phone, p_code, p_address, p_person) $$;
comment on function public.service_new_phone_code(text, text, text, uuid) is
  '{wait_seconds, expires_seconds}: keeps the code that is about to be sent, in place of the one before; counted for the number, the address and the person. Answers {refused} BB080 with detail.retry_after_seconds. BB007 phone. service_role only.';

create function private.service_use_phone_code(p_phone text, p_code text, p_address text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_refusal jsonb;
  v_code private.phone_codes;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  v_refusal := coalesce(private.limit_refusal('sms_guess_address', p_address), private.limit_refusal('sms_guess', p_phone));
  if v_refusal is not null then return v_refusal; end if;
  -- The guess is spent and the row locked before anything is compared: guesses at the same moment queue here.
  update private.phone_codes set tries_left = tries_left - 1
  where phone = p_phone and tries_left > 0 and expires_at > private.now()
  returning * into v_code;
  if v_code.phone is null or v_code.hash is distinct from private.phone_code_hash(v_code.salt, p_phone, p_code) then
    return private.refusal('BB101', 'code');
  end if;
  delete from private.phone_codes where phone = p_phone;
  return jsonb_build_object('user_id', (select user_id from private.phone_identities where phone = p_phone));
end $$;

create function public.service_use_phone_code(p_phone text, p_code text, p_address text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_use_phone_code(p_phone, p_code, p_address) $$;
comment on function public.service_use_phone_code(text, text, text) is
  '{user_id}: the code was right and is used up; whose number it is, or null when nobody''s yet. Answers {refused} BB101 for a wrong, expired, used or never sent code alike, and BB080. service_role only.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_link_phone(p_phone text, p_user uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  -- Two first sign-ins at once: the one that came first keeps the number, both get its account.
  insert into private.phone_identities (phone, user_id, via, confirmed_at) values (p_phone, p_user, 'sms', private.now())
  on conflict do nothing;
  select user_id into v_user from private.phone_identities where phone = p_phone;
  update public.people set phone = p_phone where id = v_user and v_user = p_user;
  return v_user;
end $$;

create function public.service_link_phone(p_phone text, p_user uuid) returns uuid
language sql volatile
set search_path = ''
as $$ select private.service_link_phone(p_phone, p_user) $$;
comment on function public.service_link_phone(text, uuid) is
  'Ties a number that a code proved to a new account, and answers whose it is now. service_role only.';

create function private.service_confirm_phone(p_user uuid, p_phone text, p_via text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  perform from public.people where id = p_user and cancelled_at is null for update;
  if not found then perform private.fail('BB001'); end if;
  begin
    insert into private.phone_identities as i (phone, user_id, via, confirmed_at)
    values (p_phone, p_user, p_via, private.now())
    on conflict (user_id) do update set phone = excluded.phone, via = excluded.via, confirmed_at = excluded.confirmed_at;
  exception when unique_violation then
    return private.refusal('BB100', 'phone');
  end;
  update public.people set phone = p_phone where id = p_user;
  return jsonb_build_object('phone', p_phone);
end $$;

create function public.service_confirm_phone(p_user uuid, p_phone text, p_via text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_confirm_phone(p_user, p_phone, p_via) $$;
comment on function public.service_confirm_phone(uuid, text, text) is
  '{phone}: the number is now the account''s confirmed one, in place of the one before, and the one to call. Answers {refused} BB100 when it is another account''s. BB001 for an account that is gone. service_role only.';

create function private.forget_phone_codes() returns void
language sql volatile
set search_path = ''
as $$ delete from private.phone_codes where expires_at < private.now() $$;
comment on function private.forget_phone_codes() is 'A code that ran out opens nothing: it goes, and the number with it.';
insert into private.schedules (name, every_seconds, command)
values ('forget_phone_codes', 3600, 'select private.forget_phone_codes()');

grant execute on function
  private.service_new_phone_code(text, text, text, uuid), public.service_new_phone_code(text, text, text, uuid),
  private.service_use_phone_code(text, text, text), public.service_use_phone_code(text, text, text),
  private.service_link_phone(text, uuid), public.service_link_phone(text, uuid),
  private.service_confirm_phone(uuid, text, text), public.service_confirm_phone(uuid, text, text)
  to service_role;
