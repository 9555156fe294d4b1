/**
 * The shape of one service item (事项) as the county writes it: the national field set of an
 * implementation list (实施清单, 国办发〔2020〕35号's catalogue of fields) in English names, plus what the
 * phone needs (situations, form, check points, the line on the printed card).
 *
 * The same shape is what `import_item(jsonb)` takes, so a file that passes here can be imported by an
 * operator as it is. Unknown facts are `null`, never guessed, and are named in `to_confirm`.
 */
import { z } from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'ids are snake_case')
const text = z.string().trim().min(1)
const itemCode = z.string().regex(/^[A-Z]{2}\d{2}$/, 'short code, e.g. QX07')

/** Which answers switch a material or a field on: `{situation: [option, …]}`; all situations must match. */
const when = z.record(id, z.array(id).min(1)).nullable()

/** A time limit; `unit` says how `value` counts. All are working time (行政许可法 第82条). */
const limit = z.object({
  value: z.number().int().positive(),
  unit: z.enum(['working_minute', 'working_hour', 'half_day', 'working_day']),
  note: text.nullable(),
})

const material = z.object({
  id,
  name: text,
  /**
   * 必要性. `required`: everybody files it. `conditional` with a `when`: required of those whose answers match.
   * `conditional` without one: offered, `how_to` says who needs it, and it never blocks filing.
   */
  necessity: z.enum(['required', 'conditional']),
  /** 材料类型: what kind of paper it is. */
  kind: z.enum(['form', 'certificate', 'document', 'drawing', 'photo', 'report', 'contract', 'other']),
  /** 材料形式; `electronic` means a file or photo is enough. */
  form: z.enum(['original', 'copy', 'electronic']),
  paper_copies: z.number().int().min(0),
  spec: text.nullable(),
  /** 来源渠道. */
  source: z.enum(['applicant', 'government', 'intermediary', 'other']),
  source_note: text.nullable(),
  /** 免提交: the office fetches it itself, the applicant uploads nothing. */
  fetched_by_office: z.boolean(),
  /** 空白表格 as a public link, when the department publishes one. */
  blank_form: z.string().url().nullable(),
  /** 示例样表 in words: what a good one shows, one point a line. */
  sample_points: z.array(text),
  /** 填报须知 in plain words: how to make or photograph it. */
  how_to: text,
  /** 受理标准: what the window checks. */
  acceptance: z.array(text),
  basis: text.nullable(),
  when,
  file_types: z.array(z.enum(['jpg', 'png', 'pdf', 'heic'])).min(1),
  max_files: z.number().int().min(1).max(9),
})

const field = z.object({
  id,
  label: text,
  type: z.enum([
    'text',
    'textarea',
    'uscc',
    'phone',
    'id_number',
    'date',
    'number',
    'amount',
    'address',
    'choice',
    'multi_choice',
  ]),
  hint: text.nullable(),
  required: z.boolean(),
  /** Questions of one page share a group; groups are shown in order of first appearance. */
  group: text,
  options: z.array(z.object({ id, label: text })).nullable(),
  unit: text.nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  max_length: z.number().int().positive().nullable(),
  /** Known from the enterprise's record: shown, not asked. */
  prefill: z
    .enum([
      'enterprise.name',
      'enterprise.uscc',
      'enterprise.address',
      'enterprise.legal_person',
      'me.name',
      'me.phone',
    ])
    .nullable(),
  when,
})

const situation = z.object({
  id,
  question: text,
  help: text.nullable(),
  options: z
    .array(
      z.object({
        id,
        label: text,
        note: text.nullable(),
        /** This answer means another item is the right one. */
        leads_to: itemCode.nullable(),
      }),
    )
    .min(2),
})

const checkPoint = z.object({
  id,
  title: text,
  /** Quantified: a reader can say yes or no. */
  standard: text,
  /** How the applicant shows it on video. */
  how_to_show: text,
  basis: text.nullable(),
  when,
})

export const catalogueItem = z.object({
  code: itemCode,
  name: text,
  aliases: z.array(text).min(2),
  category: z.enum([
    'start',
    'food',
    'health',
    'labour',
    'transport',
    'culture',
    'safety',
    'city',
    'farm',
    'retail',
  ]),
  /** 基本编码, 实施编码, 业务办理项编码: given by the province, null until the office fills them in. */
  base_code: text.nullable(),
  implementation_code: text.nullable(),
  task_code: text.nullable(),
  item_type: z.enum(['行政许可', '行政确认', '行政备案', '其他行政权力', '公共服务']),
  department: z.enum([
    'scjg',
    'spj',
    'wjj',
    'rsj',
    'jtj',
    'ycj',
    'wlj',
    'xcb',
    'xfj',
    'gaj',
    'zjj',
    'cgj',
    'slj',
    'nyj',
  ]),
  /** 实施主体性质. */
  authority_nature: z.enum(['法定机关', '授权组织', '受委托组织']),
  delegated_department: text.nullable(),
  /** 行使层级. */
  level: z.enum(['县级', '市级', '省级']),
  audience: z
    .array(z.enum(['企业法人', '个体工商户', '农民专业合作社', '事业单位', '社会组织', '自然人']))
    .min(1),
  /** 办件类型: 即办件 or 承诺件. */
  handling_type: z.enum(['immediate', 'promised']),
  legal_basis: z.array(z.object({ law: text, article: text.nullable(), summary: text.nullable() })).min(1),
  /** extension_days: 延期 by the item's own law, where that is shorter than the general one (行政许可法 第42条). */
  statutory_limit: limit.extend({ extension_days: z.number().int().positive().optional() }).nullable(),
  promised_limit: limit,
  conditions: z.array(text).min(1),
  process: z.array(z.object({ step: text, detail: text })).min(2),
  special_procedures: z.array(z.object({ name: text, limit: limit.nullable(), note: text.nullable() })),
  visits: z.object({ count: z.number().int().min(0), reason: text.nullable() }),
  fee: z.object({
    charged: z.boolean(),
    items: z.array(z.object({ name: text, standard: text, basis: text.nullable(), relief: text.nullable() })),
  }),
  cross_region: text.nullable(),
  joint_departments: z.array(text),
  intermediary: text.nullable(),
  quota: text.nullable(),
  result: z.object({
    name: text,
    type: z.enum(['证照', '批文', '备案凭证', '登记通知', '其他']),
    validity: text.nullable(),
  }),
  supports: z.object({ appointment: z.boolean(), delivery: z.boolean(), online_payment: z.boolean() }),
  /** 网办深度, e.g. 全程网办. */
  online_depth: text.nullable(),
  situations: z.array(situation),
  materials: z.array(material).min(1),
  form: z.array(field).min(4),
  check_points: z.array(checkPoint),
  faq: z.array(z.object({ q: text, a: text })).min(1),
  card: z.object({ line: text }),
  sources: z.array(text).min(1),
  to_confirm: z.array(text).min(1),
})

export type CatalogueItem = z.infer<typeof catalogueItem>
