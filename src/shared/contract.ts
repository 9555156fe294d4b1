/**
 * What the read RPCs answer, as the client sees it. The SQL functions of supabase/migrations build exactly
 * these shapes (generated types only say `Json` for a jsonb result). supabase/tests/contract.test.ts reads this
 * file with the compiler and holds the answer of every read RPC to it: exact keys, types and nulls.
 * One file, long as it is: it is the whole agreement, and the test reads it as such.
 * Moments are ISO 8601 with an offset; `*_minutes` are working minutes of the hall.
 */

export type Role = 'officer' | 'window' | 'reviewer' | 'head' | 'group_lead' | 'taskforce' | 'operator'

/** A staff member as an applicant may see one: never a private phone number. */
export type StaffCard = {
  id: string
  display_name: string
  title: string
  department: string
  /** Median first reply of the last 30 days in working minutes; null until there is something to measure. */
  usual_reply_minutes: number | null
  /** Set while a stand-in (代班) answers for this officer. */
  stand_in_for: string | null
}

export type Me = {
  id: string
  name: string
  phone: string | null
  /** That number is proven to be the person's: whoever holds it signs in to this account. */
  phone_confirmed: boolean
  staff: {
    display_name: string
    title: string
    department_code: string
    department: string
    roles: Role[]
  } | null
  enterprises: MyEnterprise[]
}

export type MyEnterprise = {
  id: string
  name: string
  uscc: string
  address: string | null
  legal_person: string | null
  role: 'owner' | 'agent'
  state: 'pending' | 'active'
  ends_on: string | null
  officer: StaffCard | null
  conversation_id: string | null
}

/** One running limit. `due_at` null with `unknown` true: the calendar of that year is not published yet. */
export type Clock = {
  due_at: string | null
  unknown: boolean
  state: 'not_started' | 'running' | 'stopped' | 'met' | 'late'
  /** Whole working days left after today, and working minutes left (negative when late). */
  left_days: number | null
  left_minutes: number | null
  limit_value: number
  limit_unit: LimitUnit
  /** While it stands still: since when and for what (听证, 补正); left_* is then what was left at that moment. */
  stopped_since: string | null
  stopped_by: string | null
}
export type LimitUnit = 'working_minute' | 'working_hour' | 'half_day' | 'working_day'

/** A limit of the law or of the office on an application, with where it is written and what follows if it lapses. */
export type LegalClock = Clock & { basis: string; lapse: string }
export type ClockName = 'notice' | 'promised' | 'statutory' | 'delivery'

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'correcting'
  | 'resubmitted'
  | 'accepted'
  | 'declined'
  | 'reviewing'
  | 'approved'
  | 'denied'
  | 'issued'
  | 'delivered'
  | 'withdrawn'

export type ApplicationSummary = {
  id: string
  number: string | null
  item_code: string
  item_name: string
  enterprise_id: string
  enterprise_name: string
  state: ApplicationState
  row_version: number
  /** Who has it now, in words a person knows: 你, 审批局王科员, 综合窗口. */
  holder: { side: 'applicant' | 'staff' | 'nobody'; name: string; since: string }
  /** 5-working-day notice clock (行政许可法 第32条), while it runs. */
  notice: LegalClock | null
  promised: LegalClock | null
  statutory: LegalClock | null
  /** 10 working days from a permission to its result in the applicant's hands (行政许可法 第44条). */
  delivery: LegalClock | null
  /** The one that counts now: staff lists are sorted by it. null: none runs. */
  binding: ClockName | null
  correction: { count: number; due_at: string | null; left_days: number | null } | null
  pre_check: 'asked' | 'ready' | 'fix' | null
  updated_at: string
}

export type AppointmentSummary = {
  id: string
  application_id: string
  item_name: string
  enterprise_name: string
  starts_at: string
  ends_at: string
  state: 'booked' | 'cancelled' | 'done' | 'missed'
  kind: 'pre' | 'post'
  officer: StaffCard
  conclusion: 'pass' | 'rectify' | 'fail' | null
}

/** get_home(): everything the first screen shows, in one request. */
export type Home = {
  server_now: string
  me: Me | null
  todo: ApplicationSummary[]
  appointments: AppointmentSummary[]
  unread: number
  popular: ItemSummary[]
}

export type ItemSummary = {
  code: string
  name: string
  category: string
  department: string
  handling_type: 'immediate' | 'promised'
  promised_value: number
  promised_unit: LimitUnit
}

export type SituationOption = { id: string; label: string; note: string | null; leads_to: string | null }
export type Situation = { id: string; question: string; help: string | null; options: SituationOption[] }
/** Answers that switch a material, a field or a check point on; null means always. */
export type When = Record<string, string[]> | null

export type Material = {
  id: string
  name: string
  necessity: 'required' | 'conditional'
  kind: string
  form: 'original' | 'copy' | 'electronic'
  paper_copies: number
  spec: string | null
  source: 'applicant' | 'government' | 'intermediary' | 'other'
  source_note: string | null
  fetched_by_office: boolean
  blank_form: string | null
  sample_points: string[]
  how_to: string
  acceptance: string[]
  basis: string | null
  when: When
  file_types: ('jpg' | 'png' | 'pdf' | 'heic')[]
  max_files: number
}

export type FieldType =
  | 'text'
  | 'textarea'
  | 'uscc'
  | 'phone'
  | 'id_number'
  | 'date'
  | 'number'
  | 'amount'
  | 'address'
  | 'choice'
  | 'multi_choice'
export type FormField = {
  id: string
  label: string
  type: FieldType
  hint: string | null
  required: boolean
  group: string
  options: { id: string; label: string }[] | null
  unit: string | null
  min: number | null
  max: number | null
  max_length: number | null
  prefill: string | null
  when: When
}
export type CheckPoint = {
  id: string
  title: string
  standard: string
  how_to_show: string
  basis: string | null
  when: When
}

/** get_item_guide(code): the guide page and all that filing needs, in one request. */
export type ItemGuide = ItemSummary & {
  version_id: string
  version: number
  item_type: string
  audience: string[]
  statutory_value: number | null
  statutory_unit: LimitUnit | null
  server_now: string
  /** When it would be done if accepted now; null past the last published holiday notice. */
  promised_if_accepted_today: string | null
  legal_basis: { law: string; article: string | null; summary: string | null }[]
  conditions: string[]
  process: { step: string; detail: string }[]
  special_procedures: {
    name: string
    limit: { value: number; unit: LimitUnit; note: string | null } | null
    note: string | null
  }[]
  visits: { count: number; reason: string | null }
  fee: {
    charged: boolean
    items: { name: string; standard: string; basis: string | null; relief: string | null }[]
  }
  result: { name: string; type: string; validity: string | null }
  supports: { appointment: boolean; delivery: boolean; online_payment: boolean }
  faq: { q: string; a: string }[]
  place: { address: string; hours: string; phone: string; complaint_phone: string }
  situations: Situation[]
  materials: Material[]
  form: FormField[]
  check_points: CheckPoint[]
}

export type FileRef = {
  id: string
  bucket: string
  path: string
  name: string
  mime: string
  size: number
  /** Of the content as the server read it, in hex. */
  sha256: string
  uploaded_at: string
}
export type ApplicationMaterial = {
  key: string
  name: string
  required: boolean
  fetched_by_office: boolean
  how_to: string
  sample_points: string[]
  file_types: Material['file_types']
  max_files: number
  files: FileRef[]
  /** Files that a later version replaced in a correction, newest first (staff compare new beside old). */
  old_files: FileRef[]
  /** Staff only; null for the applicant until a correction is issued. */
  verdict: 'ok' | 'fix' | null
  verdict_reason: string | null
}
export type CorrectionPoint = {
  id: string
  target: 'material' | 'field'
  key: string
  title: string
  reason: string
  how_to: string | null
  answered_at: string | null
}
export type ApplicationEvent = {
  seq: number
  kind: string
  actor_name: string
  actor_side: 'applicant' | 'staff' | 'system'
  at: string
  note: string | null
  data: Record<string, unknown>
}

/** preview_cancellation: what ending the account would do. */
export type CancellationPreview = {
  open: OpenMatter[]
  drafts: number
  kept: number
  enterprises: string[]
}
/** Something that nobody but the person can go on with; detail.open of BB081 too. */
export type OpenMatter = {
  kind: 'staff' | 'owner' | 'application' | 'appointment' | 'appeal'
  id: string
  title: string
  todo: string
}
/** my_consent, record_consent: the 隐私说明 that somebody agrees to. */
export type Consent = { version: string; agreed_at: string }
/** reveal_personal_data: one masked value whole, after its reason was written down. */
export type RevealedValue = { field: string; value: string }
/** my_access_log: somebody saw a value of mine whole. */
export type AccessLogEntry = {
  id: number
  at: string
  viewer: string
  field_label: string
  reason: string
  item_name: string
  application_id: string | null
  number: string | null
}

/** get_application(id): timeline, review and correction pages, in one request. */
export type ApplicationDetail = ApplicationSummary & {
  server_now: string
  /** What the caller may do now, e.g. ['submit','request_pre_check']; the database decides again on the call. */
  allowed: string[]
  applicant: { id: string; name: string; phone: string | null }
  officer: StaffCard | null
  conversation_id: string | null
  department: string
  situations: Situation[]
  situation_answers: Record<string, string>
  form: FormField[]
  /** For staff the telephones and ID numbers in it come masked. */
  answers: Record<string, string>
  /** What the caller sees masked: field ids, and `applicant.phone`. Staff at work may ask for the whole of one. */
  masked: string[]
  can_reveal: boolean
  draft_revision: number
  materials: ApplicationMaterial[]
  field_verdicts: Record<string, { verdict: 'ok' | 'fix'; reason: string | null }>
  check_points: CheckPoint[]
  events: ApplicationEvent[]
  correction_points: CorrectionPoint[]
  pre_check_detail: {
    id: string
    asked_at: string
    answered_at: string | null
    outcome: 'ready' | 'fix' | null
    note: string | null
    points: Omit<CorrectionPoint, 'id' | 'answered_at'>[]
  } | null
  appointment: AppointmentSummary | null
  /** Papers (文书) written so far, in order. */
  documents: DocumentRef[]
  tasks: DepartmentTask[]
  result: {
    name: string
    number: string
    issued_at: string
    delivered_at: string | null
    file: FileRef
  } | null
  decision: { outcome: 'approved' | 'denied' | 'declined'; reason: string | null; at: string } | null
  rated: boolean
  /** As filed; the law's own limit stands in where the item names none. Without extension and stops. */
  limits: {
    promised_value: number
    promised_unit: LimitUnit
    statutory_value: number
    statutory_unit: LimitUnit
    /** The longest extension (延期) in working days: 10, 15 for joint handling. */
    extension_days: number
    /** Several departments handle it together: the head of the government approves an extension (第42条第二款). */
    joint: boolean
  }
  /** 特别程序, first begun first; one without ended_at stops both limits of the decision. */
  special_procedures: SpecialProcedure[]
  /** 延期 as granted. */
  extension: Extension | null
  /** Staff only: a reviewer asked the head for one, and what became of it. */
  extension_request: ExtensionRequest | null
  /** What may be started as a special procedure; empty for who may not. */
  special_kinds: { code: string; name: string }[]
  submitted_at: string | null
  /** 收件日: when it was handed in, or when all corrections were in. */
  received_at: string | null
  accepted_at: string | null
}
/** 特别程序 (行政许可法 第45条). */
export type SpecialProcedure = {
  id: string
  kind: string
  kind_name: string
  reason: string
  started_by: string
  started_at: string
  expected_days: number
  /** When it should be over; null past the last published holiday notice. */
  expected_until: string | null
  ended_at: string | null
  note: string | null
}
/** 延期 (行政许可法 第42条): once, by a head, with a reason. */
export type Extension = { days: number; reason: string; decided_by: string; decided_at: string }
export type ExtensionRequest = {
  days: number
  reason: string
  asked_by: string
  asked_at: string
  state: 'asked' | 'refused'
  answer: string | null
}
/** preview_extension(): what an extension would do, read before it is confirmed. */
export type ExtensionPreview = {
  days: number
  extension_days: number
  old_due_at: string | null
  new_due_at: string | null
  unknown: boolean
}
export type DocumentKind =
  | 'receipt'
  | 'correction'
  | 'acceptance'
  | 'refusal'
  | 'extension'
  | 'special'
  | 'approval'
  | 'denial'
  | 'delivery'
export type DocumentRef = { id: string; kind: DocumentKind; title: string; number: string; issued_at: string }
/** A paragraph with what stands under it: lines of label and value, then numbered points. */
export type DocumentSection = {
  title: string | null
  text: string | null
  facts: { label: string; value: string }[]
  points: { title: string; lines: string[] }[]
}
/** What a paper says, frozen when it was written: phone and PDF set these words and add none. */
export type DocumentContent = {
  /** Which form of paper this is; a later one does not change how an old one looks. */
  form: number
  title: string
  number: string
  code: string
  check_url: string
  to: string
  uscc: string
  item_name: string
  application_number: string
  sections: DocumentSection[]
  office: string
  seal: string
  day: string
}
/** get_document(id). */
export type OfficialDocument = DocumentRef & {
  application_id: string
  code: string
  fingerprint: string
  content: DocumentContent
}
/** check_document(code), without a sign-in: which paper it is, and nothing about whom it concerns. */
export type DocumentCheck = {
  genuine: boolean
  kind: DocumentKind
  title: string
  number: string
  issued_on: string
  office: string
  item_name: string
  fingerprint: string
}
export type DepartmentTask = {
  id: string
  application_id: string
  department_code: string
  department: string
  title: string
  state: 'open' | 'taken' | 'done'
  assigned_to: string | null
  outcome: 'agree' | 'disagree' | null
  note: string | null
  due_at: string | null
  row_version: number
}

export type Receipt = {
  id: string
  number: string
  item_name: string
  submitted_at: string
  notice: LegalClock
  /** When it would be done if accepted today; null past the last published holiday notice. */
  promised_if_accepted_today: string | null
  statutory_if_accepted_today: string | null
  officer: StaffCard | null
  check_points: number
}

/** preview_working_days(): null with `unknown` true past the last published holiday notice. */
export type WorkingDaysPreview = { due_at: string | null; unknown: boolean }

export type Slot = { id: string; starts_at: string; ends_at: string; state: 'free' | 'taken' | 'mine' }
export type SlotDay = { day: string; working: boolean; free: number; slots: Slot[] }

export type Finding = {
  key: string
  verdict: 'ok' | 'fix' | 'unclear'
  note: string | null
  photos: FileRef[]
}
/** get_appointment(id). */
export type AppointmentDetail = AppointmentSummary & {
  server_now: string
  row_version: number
  applicant_name: string
  check_points: CheckPoint[]
  findings: Finding[]
  conclusion_note: string | null
  can: string[]
}

export type ConversationSummary = {
  id: string
  enterprise_id: string
  enterprise_name: string
  officer: StaffCard | null
  last_text: string | null
  last_at: string | null
  unread: number
}
/** What waits for a person, or was kept back after one has looked: hidden from the others, never from its author. */
export type HeldMark = {
  state: 'waiting' | 'kept'
  /** Whether the reader wrote it. */
  mine: boolean
  /** Why it was kept; to its author alone. */
  reason: string | null
}
/** `held` and not one's own: body, file and application are null. */
export type Message = {
  id: string
  conversation_id: string
  seq: number
  sender_id: string
  sender_name: string
  side: 'enterprise' | 'officer'
  kind: 'text' | 'image' | 'file' | 'application'
  body: string | null
  file: Omit<FileRef, 'id' | 'uploaded_at'> | null
  application: { id: string; item_name: string; state: ApplicationState; number: string | null } | null
  held: HeldMark | null
  created_at: string
}
/** list_messages(): newest last. `other_read_seq`: how far the other side has read. */
export type MessagePage = {
  conversation: ConversationSummary
  messages: Message[]
  more: boolean
  other_read_seq: number
  my_read_seq: number
}

export type AppealTier = 'officer' | 'group' | 'taskforce'
export type AppealState = 'open' | 'answered' | 'closed'
export type AppealKind = { code: string; name: string; template: string; hint: string }
export type AppealSummary = {
  id: string
  number: string
  kind: string
  kind_name: string
  title: string
  /** Its handler reads it all the same, marked; a colleague reads a title that says that it waits. */
  held: HeldMark | null
  enterprise_name: string
  state: AppealState
  tier: AppealTier
  handler: StaffCard | null
  contact: Clock
  resolve: Clock
  row_version: number
  created_at: string
}
export type AppealDetail = AppealSummary & {
  server_now: string
  /** Null for a colleague while it is held. */
  body: string | null
  application: { id: string; number: string | null; item_name: string } | null
  files: FileRef[]
  tiers: { tier: AppealTier; name: string; since: string | null; due_at: string | null }[]
  replies: {
    id: string
    side: 'enterprise' | 'staff' | 'system'
    author_name: string
    kind: 'contact' | 'reply' | 'answer' | 'hand_over' | 'escalate' | 'reopen' | 'accept'
    body: string | null
    held: HeldMark | null
    created_at: string
  }[]
  rating: { level: number; comment: string | null } | null
  allowed: string[]
}

/** list_held_content(): what WeChat called risky (`hidden`) or worth a look, for the group lead and the task force. */
export type HeldContent = {
  id: string
  subject: 'message' | 'appeal' | 'appeal_reply' | 'appeal_rating' | 'rating' | 'name'
  /** Null for a picture. */
  words: string | null
  title: string | null
  file: Omit<FileRef, 'id' | 'uploaded_at'> | null
  /** Null for a name, and for what is said in a rating: nobody learns who rated. */
  author_name: string | null
  enterprise_name: string | null
  appeal_id: string | null
  /** What WeChat thinks is wrong, in its own word. */
  risk: string
  hidden: boolean
  state: 'waiting' | 'released' | 'kept'
  written_at: string
  held_at: string
  decision: { by: string; at: string; reason: string | null } | null
}

/** list_client_errors(): a fault of the program on phones and in browsers, for the operator. Nobody's. */
export type ClientFault = {
  fingerprint: string
  platform: 'weapp' | 'h5'
  version: string
  kind: 'error' | 'rejection' | 'render' | 'page_not_found' | 'resource'
  message: string
  /** function@file:line:column, the innermost first. */
  stack: string[]
  /** Where it was met last; null when that was not told. */
  page: string | null
  runtime: string | null
  times: number
  first_seen: string
  last_seen: string
}

/** staff_queue(): sorted by working time left, what is due first. */
export type StaffQueue = {
  server_now: string
  /** notice_warned: the window was told that the notice is about to lapse. extension_asked: it waits for the head. */
  applications: (ApplicationSummary & { stage: string; notice_warned: boolean; extension_asked: boolean })[]
  pre_checks: ApplicationSummary[]
  tasks: (DepartmentTask & { item_name: string; enterprise_name: string; number: string | null })[]
  appointments: AppointmentSummary[]
  appeals: AppealSummary[]
  members_to_confirm: {
    id: string
    enterprise_name: string
    person_name: string
    role: 'owner' | 'agent'
    asked_at: string
  }[]
  enterprises: {
    id: string
    name: string
    uscc: string
    conversation_id: string | null
    open_applications: number
  }[]
  /** list_held_content('waiting') of who decides about it, counted; 0 for others. */
  held_content: number
  unread: number
}

/** get_calendar(): one year as the county works it. `notice` null: not published yet, what ends there is unknown. */
export type CalendarYear = {
  year: number
  notice: string | null
  known_years: number[]
  today: string
  may_edit: boolean
  working_days: number | null
  /** Exceptions from "Monday to Friday" only. */
  days: CalendarDay[]
  /** By their short names: 审批局. */
  departments: { code: string; name: string }[]
  /** `department` null: the hall. `valid_from` null: since ever. `hours` null: as the hall. */
  hours: {
    department_code: string | null
    department: string | null
    valid_from: string | null
    hours: OpenHours[] | null
  }[]
  edits: CalendarEdit[]
}
export type CalendarDay = { day: string; working: boolean; name: string }
export type OpenHours = { opens: string; closes: string }
export type CalendarChanges = {
  days: { day: string; before: DayRule; after: DayRule }[]
  hours: {
    department_code: string | null
    department: string | null
    valid_from: string
    before: OpenHours[] | null
    after: OpenHours[] | null
  } | null
}
/** `name` null: an ordinary day of its weekday. */
export type DayRule = { working: boolean; name: string | null }
export type CalendarEdit = CalendarChanges & {
  id: string
  kind: 'days' | 'year' | 'hours'
  made_at: string
  made_by: string
  reason: string
  /** How many applications had a due moment moved. */
  applications: number
}
/** What an edit of the calendar would move, or has moved; counts are of due moments unless said otherwise. Only days to come can be edited, so nothing is past at once. */
export type CalendarPreview = CalendarChanges & {
  applications: number
  later: number
  earlier: number
  /** Were unknown and are known now, and the other way round. */
  filled: number
  unknown: number
  /** Booked video checks on days that become days off. */
  appointments: number
  /** The first 50 applications, the most urgent first. */
  rows: {
    application_id: string
    number: string
    item_name: string
    enterprise_name: string
    moved: { clock: LimitName; old: string | null; new: string | null }[]
  }[]
}
export type LimitName = 'notice' | 'promised' | 'statutory' | 'delivery' | 'correction'
/** When somebody is asked whether WeChat may tell him: right after he has seen why. desk: staff, in their settings. */
export type SubscriptionMoment = 'submitted' | 'booked' | 'wrote' | 'desk'
/** A subscribe-message template of WeChat that the caller may accept. */
export type SubscriptionTemplate = {
  key: string
  template_id: string
  title: string
  /** Accepted once for all (长期订阅); otherwise one acceptance is one message. */
  long_term: boolean
  moments: SubscriptionMoment[]
  /** Acceptances that are still to be sent by. */
  held: number
}
export type MessageTopic = {
  code: string
  name: string
  about: string
  for_staff: boolean
  /** Whether there are SMS of it at all, and whether the caller wants them. */
  by_sms: boolean
  sms: boolean
  /** Keys of the templates by which WeChat tells of it. */
  wechat: string[]
}
export type MessageSettings = {
  wechat: boolean
  /** The confirmed number, masked; only that one gets SMS. */
  phone: string | null
  quiet: { from: string; to: string } | null
  topics: MessageTopic[]
}
