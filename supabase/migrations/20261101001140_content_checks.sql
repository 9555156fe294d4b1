-- Why: WeChat asks of a mini-program that what people write to each other is checked (内容安全). A machine's
-- opinion is a reason to look, not a judgement: content goes out at once, what WeChat calls risky is held back from
-- the others until a person has read it, and nothing is ever thrown away. WeChat being down stops nobody.
--
-- What is checked: words and pictures of people who are not writing as staff: messages, appeals, what an enterprise
-- adds to one, comments of ratings, the name of an account. Not the materials and answers of an application: those
-- are filed with an office and shown to no other user.
--
-- An appeal is not cut off by a machine: its clocks run, and its handler reads it, marked. Hidden from the handler
-- is nothing; from other readers of the appeal (colleagues, an officer who does not handle it) until somebody looked.
--
-- Who looks: the group lead (专组), or the task force: they answer for the officers and read appeals already. Not
-- the operator, who looks after items and people and reads nobody's business (product.md).

insert into private.error_codes (code, message, hint) values
  ('BB110', '这条内容已经有人看过了', '刷新后看看结果');

insert into private.settings (key, value, note) values
  ('media_answer_hours', '2', 'WeChat answers about a picture within 30 minutes; after so many hours it is recorded as unchecked');

create table private.content_checks (
  id uuid primary key default gen_random_uuid(),
  subject text not null check (subject in ('message', 'appeal', 'appeal_reply', 'appeal_rating', 'rating', 'name')),
  subject_id uuid not null,
  author_id uuid not null references public.people (id) on delete cascade,
  enterprise_id uuid references public.enterprises (id) on delete cascade,
  appeal_id uuid references public.appeals (id) on delete cascade,
  file jsonb,
  words text,
  state text not null default 'waiting'
    check (state in ('waiting', 'asked', 'passed', 'held', 'released', 'kept', 'unchecked')),
  hidden boolean not null default false,
  suggest text check (suggest in ('pass', 'review', 'risky')),
  label int,
  trace_id text unique,
  reason text,
  created_at timestamptz not null,
  asked_at timestamptz,
  checked_at timestamptz,
  constraint words_of_names_only check (words is null or subject = 'name'),
  constraint hidden_waits_or_is_kept check (not hidden or state in ('held', 'kept')),
  constraint unchecked_has_reason check ((state = 'unchecked') = (reason is not null)),
  constraint asked_has_trace check (state <> 'asked' or (trace_id is not null and asked_at is not null))
);
create index content_checks_hidden_idx on private.content_checks (subject_id) where hidden;
create index content_checks_path_idx on private.content_checks ((file ->> 'path')) where file is not null and state in ('held', 'kept');
create index content_checks_open_idx on private.content_checks (created_at) where state in ('waiting', 'asked');
create index content_checks_held_idx on private.content_checks (checked_at) where state = 'held';
create index content_checks_author_idx on private.content_checks (author_id);
create index content_checks_enterprise_idx on private.content_checks (enterprise_id);
create index content_checks_appeal_idx on private.content_checks (appeal_id);
create index content_checks_subject_idx on private.content_checks (subject_id);
alter table private.content_checks enable row level security;
comment on table private.content_checks is 'One row a text or picture that somebody outside the office wrote: what WeChat said of it, and what became of it. No policies: content-check and wechat-events write, RPCs read.';
comment on column private.content_checks.subject_id is 'messages.id, appeals.id (also of its rating), appeal_replies.id, applications.id of a rating, people.id of a name.';
comment on column private.content_checks.file is 'FileRef of the picture; null: the words.';
comment on column private.content_checks.words is 'The name that was asked for: a name is put back while it is held. All other words stay in their own table.';
comment on column private.content_checks.hidden is 'Others do not see it now. Of what WeChat only calls worth a look (review) nothing is hidden unless a person says so.';
comment on column private.content_checks.reason is 'Why it could not be checked: no_openid, not_active, quota, too_large, format, no_answer, download, or the last error.';

-- WeChat may answer about a picture before content-check has written down what it asked.
create table private.media_answers (
  trace_id text primary key check (char_length(trace_id) between 1 and 100),
  suggest text check (suggest in ('pass', 'review', 'risky')),
  label int,
  problem text,
  at timestamptz not null,
  constraint answer_or_problem check ((suggest is null) = (problem is not null))
);
create index media_answers_at_idx on private.media_answers (at);
alter table private.media_answers enable row level security;
comment on table private.media_answers is 'What wechat-events was told of pictures, by trace id, once each: the same push again changes nothing. Forgotten after a week. No policies.';

create table private.content_decisions (
  id bigint generated always as identity primary key,
  check_id uuid not null references private.content_checks (id) on delete restrict,
  decider_id uuid not null references public.people (id) on delete restrict,
  decider_label text not null,
  decision text not null check (decision in ('released', 'kept')),
  reason text,
  at timestamptz not null,
  constraint kept_has_reason check (decision <> 'kept' or reason is not null)
);
create index content_decisions_check_idx on private.content_decisions (check_id, id desc);
create index content_decisions_decider_idx on private.content_decisions (decider_id);
alter table private.content_decisions enable row level security;
comment on table private.content_decisions is 'Who released or kept what, when and why. Insert-only: a change of mind is another row. No policies: decide_content writes.';
create trigger content_decisions_insert_only before update or delete on private.content_decisions
  for each row execute function private.insert_only();
create trigger content_decisions_no_truncate before truncate on private.content_decisions
  for each statement execute function private.insert_only();

-- ---------------------------------------------------------------------------------------------------------
-- Queued in the transaction of the content itself: there is none without its check.
create function private.queue_content_check(c private.content_checks) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := gen_random_uuid();
begin
  insert into private.content_checks (id, subject, subject_id, author_id, enterprise_id, appeal_id, file, words, created_at)
  values (v_id, c.subject, c.subject_id, c.author_id, c.enterprise_id, c.appeal_id, c.file, c.words, private.now());
  perform private.put_outbox('content_check', c.author_id, jsonb_build_object('check_id', v_id), 'content_check:' || v_id);
end $$;
comment on function private.queue_content_check(private.content_checks) is 'Puts one text or picture in line for content-check.';

create function private.check_message() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  c.subject := 'message';
  c.subject_id := new.id;
  c.author_id := new.sender_id;
  c.enterprise_id := (select v.enterprise_id from public.conversations v where v.id = new.conversation_id);
  c.file := new.file;
  perform private.queue_content_check(c);
  return null;
end $$;
comment on function private.check_message() is 'Trigger: a text or picture of the enterprise''s side is to be checked.';
create trigger messages_content_check after insert on public.messages
  for each row when (new.side = 'enterprise' and new.kind in ('text', 'image')) execute function private.check_message();

create function private.check_appeal() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
  a public.appeals;
begin
  -- An if and not a case: a column that this table lacks must not be named in the same expression.
  if tg_table_name = 'appeals' then
    a := new;
    c.subject := case tg_op when 'INSERT' then 'appeal' else 'appeal_rating' end;
    c.subject_id := a.id;
  elsif tg_table_name = 'appeal_files' then
    select * into a from public.appeals where id = new.appeal_id;
    c.subject := 'appeal';
    c.subject_id := a.id;
    c.file := new.file;
  else
    select * into a from public.appeals where id = new.appeal_id;
    c.subject := 'appeal_reply';
    c.subject_id := new.id;
  end if;
  -- Who writes now, not who once began the appeal; without a sign-in only tests and loaders write.
  c.author_id := coalesce((select p.id from public.people p where p.id = auth.uid()), a.author_id);
  c.enterprise_id := a.enterprise_id;
  c.appeal_id := a.id;
  perform private.queue_content_check(c);
  return null;
end $$;
comment on function private.check_appeal() is 'Trigger: an appeal, its pictures, what the enterprise adds, and the comment of its rating are to be checked.';
create trigger appeals_content_check after insert on public.appeals
  for each row execute function private.check_appeal();
create trigger appeals_rating_check after update of rating_comment on public.appeals
  for each row when (new.rating_comment is distinct from old.rating_comment and new.rating_comment is not null)
  execute function private.check_appeal();
create trigger appeal_files_content_check after insert on public.appeal_files
  for each row when (new.file ->> 'mime' like 'image/%') execute function private.check_appeal();
-- accept is our own sentence (解决了), not the person's.
create trigger appeal_replies_content_check after insert on public.appeal_replies
  for each row when (new.side = 'enterprise' and new.kind <> 'accept') execute function private.check_appeal();

create function private.check_rating() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  c.subject := 'rating';
  c.subject_id := new.application_id;
  c.author_id := new.rater_id;
  perform private.queue_content_check(c);
  return null;
end $$;
comment on function private.check_rating() is 'Trigger: the comment of a rating is to be checked. Without the enterprise: who looks at it must not learn who rated.';
create trigger ratings_content_check after insert on public.ratings
  for each row when (new.comment is not null) execute function private.check_rating();

create function private.check_name() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  if new.cancelled_at is not null then
    -- 注销: what was asked for goes with the name.
    update private.content_checks set words = null where subject = 'name' and author_id = new.id and words is not null;
    return null;
  end if;
  -- The office gives staff their names, and one that a person has let through is not asked about again.
  if new.name = private.nobodys_name() or exists (select from public.staff s where s.person_id = new.id)
    or exists (select from private.content_checks x
      where x.author_id = new.id and x.subject = 'name' and x.words = new.name and x.state = 'released') then
    return null;
  end if;
  c.subject := 'name';
  c.subject_id := new.id;
  c.author_id := new.id;
  c.words := new.name;
  perform private.queue_content_check(c);
  return null;
end $$;
comment on function private.check_name() is 'Trigger: a name that a person gave himself is to be checked.';

create function private.nobodys_name() returns text
language sql immutable
set search_path = ''
as $$ select '微信用户' $$;
comment on function private.nobodys_name() is 'What an account is called before it has a name, and while its name waits for a person.';
create trigger people_name_check after update of name on public.people
  for each row when (new.name is distinct from old.name) execute function private.check_name();
