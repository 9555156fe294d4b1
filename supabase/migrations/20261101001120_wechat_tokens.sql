-- WeChat's access_token, shared by all Edge Functions and all their instances.
--
-- WeChat gives one token an app at a time; functions come and go by the dozen, each with an empty memory. So the
-- token lies here, and a lease decides which one caller renews it: N callers at once are one request to WeChat.
-- No advisory lock and no open transaction: the renewal happens outside the database and takes seconds, and a
-- function may be killed in it. A lease that nobody gives back runs out by itself.
--
-- Early renewal: from 5 minutes before the end stable_token hands out the next token while WeChat still takes the old
-- one (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html), so one caller
-- fetches it and nobody else waits.

create table private.wechat_tokens (
  appid text primary key,
  token text,
  expires_at timestamptz not null default '-infinity',
  renew_at timestamptz not null default '-infinity',
  lease uuid,
  leased_until timestamptz not null default '-infinity',
  failed_until timestamptz not null default '-infinity'
);
alter table private.wechat_tokens enable row level security;
comment on table private.wechat_tokens is 'One row a mini-program. No policies, no grants: a token acts for the whole app. Functions ask service_wechat_token.';
comment on column private.wechat_tokens.renew_at is 'From here on one caller at a time fetches the next one while the others go on with this one.';
comment on column private.wechat_tokens.lease is 'Who renews it now. A renewal is kept only from whoever still holds this.';
comment on column private.wechat_tokens.failed_until is 'A renewal failed a moment ago: until here nobody tries again, so that callers do not queue behind a WeChat that is down.';

create function private.service_wechat_token(p_appid text, p_stale text default null) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  t private.wechat_tokens;
  v_now timestamptz := private.now();
  v_lease uuid;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  select * into t from private.wechat_tokens where appid = p_appid;
  -- The usual case takes no lock.
  if t.token is distinct from p_stale and t.renew_at > v_now then
    return jsonb_build_object('token', t.token, 'lease', null, 'wait_ms', null);
  end if;
  -- The row is locked here for a moment, and the question is asked again under the lock.
  insert into private.wechat_tokens as w (appid, lease, leased_until)
  values (p_appid, gen_random_uuid(), v_now + interval '20 seconds')
  on conflict (appid) do update set lease = excluded.lease, leased_until = excluded.leased_until
    where w.leased_until <= v_now and w.failed_until <= v_now
      and (w.renew_at <= v_now or w.token is not distinct from p_stale)
  returning w.lease into v_lease;
  select * into t from private.wechat_tokens where appid = p_appid;
  return jsonb_build_object(
    'token', case when t.expires_at > v_now and t.token is distinct from p_stale then t.token end,
    'lease', v_lease,
    'wait_ms', case when v_lease is null and t.leased_until > v_now then 250 end);
end $$;

create function public.service_wechat_token(p_appid text, p_stale text default null) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_wechat_token(p_appid, p_stale) $$;
comment on function public.service_wechat_token(text, text) is
  '{token, lease, wait_ms}: a token that works (another one than p_stale, which WeChat did not take); with a lease the caller is the one to renew it, and keeps or releases it; without both: ask again after wait_ms, or, where that is null too, give up, since a renewal failed just now. service_role only.';

create function private.service_keep_wechat_token(p_appid text, p_lease uuid, p_token text, p_expires_in int) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  if p_token is null or char_length(p_token) not between 1 and 1024 or p_expires_in is null or p_expires_in < 1 then
    perform private.fail('BB007', 'token');
  end if;
  update private.wechat_tokens
  set token = p_token,
      expires_at = private.now() + make_interval(secs => p_expires_in),
      -- A token in its last minutes is not asked for at every call.
      renew_at = private.now() + make_interval(secs => greatest(p_expires_in - 300, least(p_expires_in / 2, 30))),
      lease = null, leased_until = '-infinity', failed_until = '-infinity'
  where appid = p_appid and lease = p_lease;
  return found;
end $$;

create function public.service_keep_wechat_token(p_appid text, p_lease uuid, p_token text, p_expires_in int) returns boolean
language sql volatile
set search_path = ''
as $$ select private.service_keep_wechat_token(p_appid, p_lease, p_token, p_expires_in) $$;
comment on function public.service_keep_wechat_token(text, uuid, text, int) is
  'Keeps what WeChat gave to the holder of the lease; false when somebody else holds it by now, and then nothing is kept. BB007 for no token. service_role only.';

create function private.service_release_wechat_lease(p_appid text, p_lease uuid) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  update private.wechat_tokens
  set lease = null, leased_until = '-infinity', failed_until = private.now() + interval '2 seconds'
  where appid = p_appid and lease = p_lease;
  return found;
end $$;

create function public.service_release_wechat_lease(p_appid text, p_lease uuid) returns boolean
language sql volatile
set search_path = ''
as $$ select private.service_release_wechat_lease(p_appid, p_lease) $$;
comment on function public.service_release_wechat_lease(text, uuid) is
  'Gives a lease back after a renewal that failed; nobody tries for 2 seconds. False when it was somebody else''s by now. service_role only.';

grant execute on function
  private.service_wechat_token(text, text), public.service_wechat_token(text, text),
  private.service_keep_wechat_token(text, uuid, text, int), public.service_keep_wechat_token(text, uuid, text, int),
  private.service_release_wechat_lease(text, uuid), public.service_release_wechat_lease(text, uuid)
  to service_role;
