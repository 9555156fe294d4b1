-- Official papers (文书): what the law wants in writing, kept as it was when it was written.
--
-- Receipt, notice, decision and proof of delivery are not views of an application: they are what somebody was
-- told on a day, and he may show them to a court years later. So each is a row whose words were put together in
-- the transaction of its event and never change, whatever becomes of the item, the names or the application.
-- The hash of the words is printed on the paper; the verification code lets anybody ask whether the county
-- really wrote it, without learning whom it was about.
--
-- Numbers of a kind run through a year without gaps, as a registry wants it: the counter is a row, not a
-- sequence, so that a move that fails gives its number back. Two who write the same kind wait for each other for
-- the rest of a transaction; the number is therefore the last thing that a move takes.

create type public.document_kind as enum ('receipt', 'correction', 'acceptance', 'refusal', 'extension', 'special',
  'approval', 'denial', 'delivery');

create table public.documents (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null,
  event_seq int not null,
  kind public.document_kind not null,
  title text not null,
  number text not null unique,
  code text not null unique check (code ~ '^[2-9A-HJ-NP-Z]{13}$'),
  item_name text not null,
  office text not null,
  issued_at timestamptz not null,
  content jsonb not null,
  fingerprint bytea not null,
  unique (application_id, event_seq),
  -- A filed application is never deleted, so nothing cascades onto a paper.
  foreign key (application_id, event_seq)
    references public.application_events (application_id, seq) on delete restrict,
  constraint fingerprint_fits check (fingerprint = sha256(convert_to(content::text, 'UTF8')))
);

create table private.document_kinds (
  kind public.document_kind primary key,
  event_kind text not null unique,
  title text not null
);
alter table private.document_kinds enable row level security;
comment on table private.document_kinds is 'Which event is put in writing, and what the paper is called. No policies: read by private.write_documents.';
insert into private.document_kinds (kind, event_kind, title) values
  ('receipt', 'submitted', '申请材料收件凭证'),
  ('correction', 'correction_issued', '申请材料补正告知书'),
  ('acceptance', 'accepted', '受理通知书'),
  ('refusal', 'declined', '不予受理通知书'),
  ('extension', 'extended', '延长办理期限通知书'),
  ('special', 'special_started', '特别程序告知书'),
  ('approval', 'approved', '准予行政许可决定书'),
  ('denial', 'denied', '不予行政许可决定书'),
  ('delivery', 'delivered', '送达回证');

insert into private.settings (key, value, note) values
  ('county', '"清溪县"', 'Name of the county, put before the names of its offices on papers'),
  ('public_url', '"http://localhost:8080"', 'Where the H5 app lives; the code on a paper leads to <public_url>/v/<code>'),
  ('document_seal', '"{office}（行政审批专用章）"', 'Seal line of a paper; {office}: who signs'),
  ('review_office', '"清溪县人民政府"', 'Whom a paper names for 行政复议 (行政复议法 第24条)'),
  ('review_office:ycj', '"上一级烟草专卖行政主管部门"', '行政复议 against an office led from above (行政复议法 第27条)'),
  ('document_number:receipt', '"清审收字〔{year}〕{seq} 号"', 'Number of a paper: {year}, {seq} (from 1 each year), {office} (short name)'),
  ('document_number:correction', '"清审补字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:acceptance', '"清审受字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:refusal', '"清审不受字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:extension', '"清审延字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:special', '"清审特字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:approval', '"清审许字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:denial', '"清审不许字〔{year}〕{seq} 号"', 'As document_number:receipt'),
  ('document_number:delivery', '"清审送字〔{year}〕{seq} 号"', 'As document_number:receipt');

insert into private.error_codes (code, message, hint) values
  ('BB075', '没有查到这份文书', '对照纸面再核对一遍 13 位验证码；仍查不到的，请打大厅电话核实');

-- ---------------------------------------------------------------------------------------------------------
create trigger documents_insert_only before update or delete on public.documents
  for each row execute function private.insert_only();
create trigger documents_no_truncate before truncate on public.documents
  for each statement execute function private.insert_only();

alter table public.documents enable row level security;
create policy "who reads the application reads its papers" on public.documents
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
grant select on public.documents to authenticated;
-- No insert, update or delete to anyone: private.write_documents writes. Nothing to anon: a stranger with a code
-- asks check_document, which answers nothing personal.

comment on table public.documents is 'Papers of an application, one an event, insert-only. content is what the paper says, DocumentContent of src/shared/contract.ts.';
comment on column public.documents.number is 'By the template document_number:<kind> of private.settings; runs through the year without gaps.';
comment on column public.documents.code is 'Verification code without 0, O, 1 and I: 12 random characters (60 bits) and a check character.';
comment on column public.documents.item_name is 'As it was called then; shown to whoever checks the code, like office.';
comment on column public.documents.fingerprint is 'SHA-256 of content as text, printed on the paper. A check holds the two together.';

-- ---------------------------------------------------------------------------------------------------------
create function private.next_document_number(p_kind public.document_kind, p_office text) returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_year int := extract(year from private.today());
  v_n int;
begin
  insert into private.counters (name, day, n) values ('document:' || p_kind, make_date(v_year, 1, 1), 1)
  on conflict (name, day) do update set n = private.counters.n + 1
  returning n into v_n;
  return replace(replace(replace(private.setting('document_number:' || p_kind) #>> '{}',
    '{year}', v_year::text), '{seq}', v_n::text), '{office}', p_office);
end $$;
comment on function private.next_document_number(public.document_kind, text) is 'The next number of a kind in this year; held until the transaction ends, so that no number is ever left out.';

create function private.document_check_character(p_code text) returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_alphabet constant text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  v_sum int := 0;
  v_double boolean := true;
  v_value int;
begin
  -- Luhn modulo 32: tells one wrong character, and nearly all neighbours that changed places.
  for i in reverse char_length(p_code)..1 loop
    v_value := strpos(v_alphabet, substr(p_code, i, 1)) - 1;
    if v_double then
      v_value := v_value * 2;
      v_value := v_value / 32 + v_value % 32;
    end if;
    v_sum := v_sum + v_value;
    v_double := not v_double;
  end loop;
  return substr(v_alphabet, (32 - v_sum % 32) % 32 + 1, 1);
end $$;
comment on function private.document_check_character(text) is 'The 13th character of a verification code; src/shared/document-code.ts computes the same, so that a slip of the hand is told before anybody asks.';

create function private.new_document_code() returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_alphabet constant text := '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  -- The strong random numbers of the core, without the six bits that say "version 4".
  v_bytes bytea := uuid_send(gen_random_uuid());
  v_code text := '';
  i int;
begin
  foreach i in array array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13] loop
    v_code := v_code || substr(v_alphabet, (get_byte(v_bytes, i) & 31) + 1, 1);
  end loop;
  return v_code || private.document_check_character(v_code);
end $$;
comment on function private.new_document_code() is 'A verification code: 60 random bits, so that guessing finds nothing even without the rate limit.';
