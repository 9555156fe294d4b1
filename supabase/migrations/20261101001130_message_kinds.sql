-- What a person is told outside the app, as data: which message, in which words, by which template, how pressing.
--
-- Why data and not code: the ids and field names of templates are those of a county's own WeChat account, the ids
-- of SMS texts those of its own contract, and the words are the county's to choose. The outbox holds ids and codes
-- only; what is said is put together when it is sent, from what is true then.
--
-- A kind of outbox row without a line here is dropped with that reason, and a story fails for one that a migration
-- writes: a new message without words is found before anybody misses it.

create table private.message_topics (
  code text primary key,
  name text not null,
  about text not null,
  sms boolean not null,
  for_staff boolean not null default false,
  position int not null
);
alter table private.message_topics enable row level security;
comment on table private.message_topics is 'What a person chooses by. No policies: read by my_message_settings and by the sender.';
comment on column private.message_topics.sms is 'SMS when WeChat does not reach him, unless he chose otherwise: true for what has legal weight or a deadline.';

insert into private.message_topics (code, name, about, sms, for_staff, position) values
  ('deadline', '补正和期限', '要补正、期限变动', true, false, 1),
  ('decision', '受理、决定和出件', '受理或不予受理、特别程序、延期、决定、出件', true, false, 2),
  ('appointment', '视频核查', '约好、改时间、取消、结论', true, false, 3),
  ('reply', '诉求和答复', '诉求的答复、专员留言和预审、企业绑定', false, false, 4),
  ('work_deadline', '快到期的工作', '补正通知时限、延期申请', true, true, 5),
  ('work', '新到的工作', '新提交、补正、预审、撤回、留言', false, true, 6);

-- ---------------------------------------------------------------------------------------------------------
create table private.message_templates (
  key text primary key,
  template_id text unique,
  long_term boolean not null default false,
  title text not null,
  -- [{"name": "thing2", "from": ["item", "subject"]}]: the type is in the name, as WeChat writes it.
  fields jsonb not null check (jsonb_typeof(fields) = 'array'),
  moments text[] not null,
  for_staff boolean not null default false
);
alter table private.message_templates enable row level security;
comment on table private.message_templates is 'Subscribe-message templates of the county''s account (公众平台 → 订阅消息). template_id is null until the county has chosen one; field names follow its choice. No policies.';
comment on column private.message_templates.long_term is '长期订阅, which WeChat opens to 政务民生: accepted once, until it is refused. Otherwise one acceptance is one sending.';
comment on column private.message_templates.fields is 'Field of the template ← first of these values that is there: number, item, subject, phrase, line, at, due, when.';
comment on column private.message_templates.moments is 'When a person is asked to accept it: right after he submitted, booked, wrote an appeal; desk is the settings of staff.';

insert into private.message_templates (key, title, fields, moments, for_staff) values
  ('progress', '办件进度提醒', '[{"name":"character_string1","from":["number"]},{"name":"thing2","from":["item"]},
    {"name":"phrase3","from":["phrase"]},{"name":"time4","from":["at"]},{"name":"thing5","from":["line"]}]',
    '{submitted}', false),
  ('deadline', '材料补正提醒', '[{"name":"character_string1","from":["number"]},{"name":"thing2","from":["item"]},
    {"name":"date3","from":["due","at"]},{"name":"thing4","from":["line"]}]', '{submitted}', false),
  ('appointment', '预约提醒', '[{"name":"thing1","from":["item"]},{"name":"time2","from":["when","at"]},
    {"name":"phrase3","from":["phrase"]},{"name":"thing4","from":["line"]}]', '{booked}', false),
  ('reply', '回复提醒', '[{"name":"thing1","from":["subject"]},{"name":"thing2","from":["line"]},
    {"name":"time3","from":["at"]}]', '{wrote}', false),
  ('work', '待办工作提醒', '[{"name":"thing1","from":["item","subject"]},{"name":"phrase2","from":["phrase"]},
    {"name":"thing3","from":["line"]},{"name":"time4","from":["due","at"]}]', '{desk}', true);

-- ---------------------------------------------------------------------------------------------------------
create table private.sms_templates (
  key text primary key,
  words text not null,
  params text[] not null,
  provider_id text
);
alter table private.sms_templates enable row level security;
comment on table private.sms_templates is 'SMS texts as they are registered with the operator; {names} are params, in this order. Never a name, an address, or what it is about: a number to look under and a day. No policies.';
comment on column private.sms_templates.provider_id is 'The provider''s id of the registered text; null until there is one, then nothing goes out by it in production.';

insert into private.sms_templates (key, words, params) values
  ('deadline', '办件{number}{phrase}，请在{due}前打开“码上帮办”办理。', '{number,phrase,due}'),
  ('progress', '办件{number}{phrase}，请打开“码上帮办”查看。', '{number,phrase}'),
  ('appointment', '视频核查{phrase}，时间{when}，请打开“码上帮办”查看。', '{phrase,when}'),
  ('reply', '{subject}有新消息，请打开“码上帮办”查看。', '{subject}');

-- ---------------------------------------------------------------------------------------------------------
create table private.message_kinds (
  kind text primary key,
  route text not null default 'person' check (route in ('person', 'app', 'place', 'elsewhere')),
  topic text references private.message_topics (code) on delete restrict,
  template text references private.message_templates (key) on delete restrict,
  sms text references private.sms_templates (key) on delete restrict,
  subject text,
  phrase text check (phrase ~ '^[一-龥]{1,5}$'),
  line text,
  page text,
  note text,
  constraint person_has_words check (route <> 'person'
    or (topic is not null and template is not null and phrase is not null and line is not null and page is not null)),
  constraint otherwise_says_why check (route = 'person' or note is not null)
);
create index message_kinds_topic_idx on private.message_kinds (topic);
create index message_kinds_template_idx on private.message_kinds (template);
create index message_kinds_sms_idx on private.message_kinds (sms);
alter table private.message_kinds enable row level security;
comment on table private.message_kinds is 'Every kind of outbox row and its words. route: person (WeChat, then SMS), app (nobody is told outside), place (sent to an address, no person), elsewhere (another worker''s). No policies.';
comment on column private.message_kinds.line is 'Twenty characters at most, the limit of WeChat''s thing fields: nothing is cut that was written here.';
comment on column private.message_kinds.page is 'Where the message opens, with {application_id}, {appeal_id} or {conversation_id}.';

alter table private.message_kinds add constraint line_fits check (char_length(line) <= 20);

insert into private.message_kinds (kind, topic, template, sms, phrase, line, page) values
  ('application_correction_issued', 'deadline', 'deadline', 'deadline', '需要补正', '有材料要补正，打开看怎么改', 'packages/application/correction/index?id={application_id}'),
  ('application_limits_moved', 'deadline', 'deadline', 'progress', '期限有变动', '办理期限有变动，打开看新的日期', 'packages/application/timeline/index?id={application_id}'),
  ('application_accepted', 'decision', 'progress', 'progress', '已受理', '已经受理，打开看承诺的日期', 'packages/application/timeline/index?id={application_id}'),
  ('application_declined', 'decision', 'progress', 'progress', '不予受理', '不予受理，打开看理由和救济途径', 'packages/application/timeline/index?id={application_id}'),
  ('application_special_started', 'decision', 'progress', 'progress', '特别程序', '进入特别程序，期限暂停计算', 'packages/application/timeline/index?id={application_id}'),
  ('application_special_ended', 'decision', 'progress', 'progress', '继续办理', '特别程序结束，期限接着计算', 'packages/application/timeline/index?id={application_id}'),
  ('application_extended', 'decision', 'progress', 'progress', '已延期', '办理期限延长，打开看理由', 'packages/application/timeline/index?id={application_id}'),
  ('application_approved', 'decision', 'progress', 'progress', '准予许可', '已经批准，正在出件', 'packages/application/timeline/index?id={application_id}'),
  ('application_denied', 'decision', 'progress', 'progress', '不予许可', '不予许可，打开看理由和救济途径', 'packages/application/timeline/index?id={application_id}'),
  ('application_issued', 'decision', 'progress', 'progress', '已出件', '证照出来了，打开就能领取', 'packages/application/result/index?id={application_id}'),
  ('application_appointment_booked', 'appointment', 'appointment', 'appointment', '已约好', '视频核查约好了，打开看准备什么', 'packages/application/timeline/index?id={application_id}'),
  ('application_appointment_changed', 'appointment', 'appointment', 'appointment', '已改期', '视频核查改了时间', 'packages/application/timeline/index?id={application_id}'),
  ('application_appointment_cancelled', 'appointment', 'appointment', 'progress', '核查已取消', '视频核查取消了，打开看原因', 'packages/application/timeline/index?id={application_id}'),
  ('application_verification_concluded', 'appointment', 'appointment', 'progress', '核查有结论', '视频核查有结论了', 'packages/application/timeline/index?id={application_id}'),
  ('application_submitted', 'work', 'work', null, '新提交', '企业提交了一件新办件', 'packages/officer/workbench/index?id={application_id}'),
  ('application_resubmitted', 'work', 'work', null, '已补正', '企业交回了补正', 'packages/officer/workbench/index?id={application_id}'),
  ('application_withdrawn', 'work', 'work', null, '已撤回', '企业撤回了办件', 'packages/officer/workbench/index?id={application_id}'),
  ('application_pre_check_asked', 'work', 'work', null, '请预审', '企业请你预审，打开看材料', 'packages/officer/pre-check/index?id={application_id}'),
  ('application_accepted_by_law', 'work_deadline', 'work', null, '视为受理', '逾期没有通知，已视为受理', 'packages/officer/workbench/index?id={application_id}'),
  ('notice_lapses_soon', 'work_deadline', 'work', 'deadline', '快到期', '补正通知的时限快到了，请处理', 'packages/officer/workbench/index?id={application_id}'),
  ('extension_asked', 'work_deadline', 'work', 'progress', '请批延期', '有延期申请等你批准', 'packages/officer/workbench/index?id={application_id}'),
  ('extension_granted', 'work', 'work', null, '同意延期', '延期申请批准了', 'packages/officer/workbench/index?id={application_id}'),
  ('extension_refused', 'work', 'work', null, '没批延期', '延期申请没有批准', 'packages/officer/workbench/index?id={application_id}');

insert into private.message_kinds (kind, topic, template, sms, subject, phrase, line, page) values
  ('application_pre_check_answered', 'reply', 'reply', 'reply', '帮办预审', '预审已回', '专员看过了，打开看怎么改', 'packages/application/timeline/index?id={application_id}'),
  ('appeal_answered', 'reply', 'reply', 'reply', '你的诉求', '已答复', '诉求有答复了，看看解决了没有', 'packages/appeal/detail/index?id={appeal_id}'),
  ('appeal_escalated', 'reply', 'reply', null, '你的诉求', '已提级', '诉求提了一级，由上一级接着办', 'packages/appeal/detail/index?id={appeal_id}'),
  ('member_active', 'reply', 'reply', null, '企业绑定', '已确认', '绑定确认了，可以替企业办事', 'pages/me/index'),
  ('member_refused', 'reply', 'reply', null, '企业绑定', '没通过', '绑定没有通过，可以问问专员', 'pages/me/index'),
  ('rating_low', 'work', 'work', null, '好差评', '有差评', '有一件评价不满意，请安排整改', 'pages/home/index');

insert into private.message_kinds (kind, route, note) values
  ('application_started', 'app', '本人开始的草稿，不用告诉'),
  ('application_taken', 'app', '接手是内部的一步，办件里看得到'),
  ('application_delivered', 'app', '本人领取的，不用告诉'),
  ('chain_anchor', 'place', '每天的锚点，送到外面的一个地址（ANCHOR_URL）'),
  ('content_check', 'elsewhere', '内容检查，由 content-check 取走');

insert into private.settings (key, value, note) values
  ('quiet_hours', '{"from": "21:30", "to": "08:00"}', 'No message in the night (Asia/Shanghai); moved to its end, not lost. {} for none'),
  ('message_hold_seconds', '60', 'A message waits so long for others of the same application, and for being settled meanwhile'),
  ('message_merge_seconds', '300', 'Several of one application within this time are told once, the weightiest and latest');

create function private.set_message_template(p_key text, p_template_id text, p_long_term boolean, p_fields jsonb default null) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update private.message_templates set template_id = p_template_id, long_term = p_long_term, fields = coalesce(p_fields, fields)
  where key = p_key;
  if not found then raise exception 'no message template %', p_key; end if;
end $$;
-- No grant: the owner of the database sets it when the county's account has its templates (docs/deploy.md).
comment on function private.set_message_template(text, text, boolean, jsonb) is 'The county''s own template for one of our kinds; p_fields when its field names are others. What was accepted for the template before it counts no more.';
