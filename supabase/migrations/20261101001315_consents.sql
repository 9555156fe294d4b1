-- Who agreed to which 隐私说明, when, and who took it back (个人信息保护法 第14条 consent given knowingly, asked anew when
-- what is collected changes; 第15条 withdrawn as easily as given; 第7条 the text itself is kept, so that nobody has to
-- believe us what it said).
--
-- The text of each version stands here whole; the client's src/shared/privacy-uses.ts is held to the latest by a
-- story. A consent is a row that nobody changes, its withdrawal another one: what counts is the last. Before the
-- sign-in the device keeps it, since there is nobody yet to keep it for; with the sign-in it comes here.
--
-- Taking it back ends the sign-in on every device, and no device signs the person in again by itself
-- (service_may_resume). What was filed stays and goes on: it is the office's file, kept under other law (第13条 3 项).

create table private.consent_texts (
  version text primary key check (version ~ '^\d{4}-\d{2}-\d{2}$'),
  text jsonb not null
);
alter table private.consent_texts enable row level security;
comment on table private.consent_texts is 'What each version of the 隐私说明 says is collected, and why. Insert-only. No policies: read by the functions below.';

create trigger consent_texts_are_kept before update or delete on private.consent_texts
  for each row execute function private.insert_only();
create trigger consent_texts_are_never_emptied before truncate on private.consent_texts
  for each statement execute function private.insert_only();

insert into private.consent_texts (version, text) values ('2026-11-23', $text$
{
  "collected": [
    {"what":"微信给小程序的编号（openid）","why":"用微信登录时认出是你","choice":"不取你的微信头像和昵称；也可以用手机号在浏览器登录"},
    {"what":"手机号","why":"登录，窗口和专员有急事找你","choice":"用微信登录的可以不留"},
    {"what":"姓名","why":"让专员和窗口知道怎么称呼你","choice":"你自己写，随时能改"},
    {"what":"企业名称、统一社会信用代码、法定代表人、你的身份","why":"确认你能替哪家企业办事","choice":"不替企业办事的不用填"},
    {"what":"填的表、传的材料","why":"办这一件事用，不作别的用","choice":"没提交的随时能删；提交了的是行政档案，按规定保存"},
    {"what":"消息、诉求、评价","why":"和你沟通、改进服务","choice":"不发就没有；评价的人是谁，承办人看不到"},
    {"what":"办件的每一步是谁、什么时候做的","why":"有争议时能查清楚","choice":"你在办件进度里都看得到"},
    {"what":"你同意这份说明的时间和版本","why":"证明问过你、你同意了","choice":"随时能撤回"}
  ],
  "uses": [
    {"interface":"chooseMedia","what":"你选中的照片或视频信息","why":"上传办事材料、在消息和诉求里发照片","otherwise":"可以在电脑或手机浏览器上传，也可以带到大厅窗口"},
    {"interface":"chooseMessageFile","what":"你选中的文件","why":"从微信聊天里选办事材料","otherwise":"可以在电脑或手机浏览器上传，也可以带到大厅窗口"},
    {"interface":"getPhoneNumber","what":"你的手机号","why":"确认手机号是你的，窗口有急事能找到你","otherwise":"可以自己输入手机号，收短信确认"},
    {"interface":"saveImageToPhotosAlbum","what":"使用你的相册（仅写入）权限","why":"把办理结果、二维码图片存到你的手机","otherwise":"可以点开图片，长按转发给自己"},
    {"interface":"setClipboardData","what":"你的剪切板（只写入）","why":"点“复制”时放进办件编号、地址这些字，不读里面的内容","otherwise":"可以照着屏幕抄下来"}
  ],
  "permissions": [
    {"what":"相机","why":"点“拍照”“扫码”时用"},
    {"what":"相册","why":"点“从手机相册选”“保存图片”时用"}
  ]
}
$text$);

create table private.consents (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people (id) on delete restrict,
  version text not null references private.consent_texts (version) on delete restrict,
  kind text not null check (kind in ('agreed', 'withdrawn')),
  platform text check (platform in ('weapp', 'h5')),
  at timestamptz not null default private.now()
);
create index consents_person_idx on private.consents (person_id, id desc);
create index consents_version_idx on private.consents (version);
alter table private.consents enable row level security;
comment on table private.consents is 'Consents and withdrawals, one row each, the last of a person counts. Insert-only, and kept when the account is cancelled: it proves that we asked. No policies: written by record_consent and withdraw_consent, read by my_consent and export_my_data.';
comment on column private.consents.platform is 'Where it was given; null for a withdrawal.';

create trigger consents_are_kept before update or delete on private.consents
  for each row execute function private.insert_only();
create trigger consents_are_never_emptied before truncate on private.consents
  for each statement execute function private.insert_only();

-- ---------------------------------------------------------------------------------------------------------
create function private.consent_of(p_person uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select case c.kind when 'agreed' then jsonb_build_object('version', c.version, 'agreed_at', private.iso(c.at)) end
    from private.consents c where c.person_id = p_person order by c.id desc limit 1);
end $$;
comment on function private.consent_of(uuid) is 'Consent: what the person agrees to now; null before the first one and after a withdrawal.';

create function private.my_consent() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  return private.consent_of(v_user);
end $$;

create function public.my_consent() returns jsonb
language sql stable
set search_path = ''
as $$ select private.my_consent() $$;
comment on function public.my_consent() is 'Consent or null: the version of the 隐私说明 that the caller agrees to, and since when. Errors: BB001.';

create function private.record_consent(p_version text, p_platform text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'record_consent', jsonb_build_array(p_version, p_platform));
begin
  if v_answer is not null then return v_answer; end if;
  if p_platform is null or p_platform not in ('weapp', 'h5') then
    perform private.fail('BB007', 'platform', '{}', '不知道是在哪里同意的');
  elsif not exists (select from private.consent_texts t where t.version = p_version) then
    perform private.fail('BB007', 'version', '{}', '这份隐私说明换过了，刷新再看一遍');
  end if;
  -- Two devices may tell of the same consent: one row.
  perform from public.people where id = v_user for update;
  if private.consent_of(v_user) ->> 'version' is distinct from p_version then
    insert into private.consents (person_id, version, kind, platform) values (v_user, p_version, 'agreed', p_platform);
  end if;
  return private.remember(p_request_id, private.consent_of(v_user));
end $$;

create function public.record_consent(p_version text, p_platform text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.record_consent(p_version, p_platform, p_request_id) $$;
comment on function public.record_consent(text, text, uuid) is
  'Consent: the caller agrees to this version of the 隐私说明; agreeing again changes nothing. p_platform is weapp or h5. Errors: BB001, BB003, BB007 version, platform.';

create function private.cut_sessions(p_person uuid) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  delete from auth.refresh_tokens where user_id::text = p_person::text;
  delete from auth.sessions where user_id = p_person;
end $$;
comment on function private.cut_sessions(uuid) is 'Every device has to sign in anew; a token that is out lives on for up to an hour.';

create function private.withdraw_consent(p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'withdraw_consent', '[]');
  v_version text;
begin
  if v_answer is not null then return v_answer; end if;
  perform from public.people where id = v_user for update;
  v_version := coalesce(private.consent_of(v_user) ->> 'version', (select max(t.version) from private.consent_texts t));
  insert into private.consents (person_id, version, kind) values (v_user, v_version, 'withdrawn');
  perform private.cut_sessions(v_user);
  return private.remember(p_request_id, jsonb_build_object('withdrawn_at', private.iso(private.now())));
end $$;

create function public.withdraw_consent(p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.withdraw_consent(p_request_id) $$;
comment on function public.withdraw_consent(uuid) is
  '{withdrawn_at}: the caller takes the consent back and is signed out everywhere; what was filed goes on. 个人信息保护法 第15条. Errors: BB001, BB003.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_may_resume(p_user uuid) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  return exists (select from public.people p where p.id = p_user and p.cancelled_at is null)
    and private.consent_of(p_user) is not null;
end $$;

create function public.service_may_resume(p_user uuid) returns boolean
language sql stable
set search_path = ''
as $$ select private.service_may_resume(p_user) $$;
comment on function public.service_may_resume(uuid) is
  'Whether a device may sign this person in without a tap: the account is there and the consent stands. service_role only.';

grant execute on function private.my_consent(), public.my_consent(),
  private.record_consent(text, text, uuid), public.record_consent(text, text, uuid),
  private.withdraw_consent(uuid), public.withdraw_consent(uuid) to authenticated;
grant execute on function private.service_may_resume(uuid), public.service_may_resume(uuid) to service_role;
