import type postgres from 'postgres'
import { type ImportedItem, readCatalogue } from '../catalogue/load'
import { loadPeople } from '../local/demo/load-people'

/** Every story begins at this moment, a Tuesday morning in opening hours before the 清明 holiday. */
export const STORY_BEGINS = '2026-03-31T10:00:00+08:00'

/** The two enterprises of the demo county: zhang and chen belong to the first, liu to the second. */
export const HEWEI = '5d000000-0000-4000-8000-000000000101'
export const YAYUN = '5d000000-0000-4000-8000-000000000102'

/**
 * A small item whose parts stories can rely on, whatever the county changes in its own: one question, one
 * material that depends on it, one that the office fetches, one check point.
 */
export const STORY_ITEM: ImportedItem = {
  code: 'ZZ01',
  name: '故事事项',
  aliases: ['讲故事', '试办'],
  initials: 'gssx jgs sb',
  popular_rank: 500,
  category: 'food',
  base_code: null,
  implementation_code: null,
  task_code: null,
  item_type: '行政许可',
  department: 'spj',
  authority_nature: '法定机关',
  delegated_department: null,
  level: '县级',
  audience: ['企业法人', '个体工商户'],
  handling_type: 'promised',
  legal_basis: [{ law: '《中华人民共和国行政许可法》', article: '第三十二条', summary: null }],
  statutory_limit: { value: 10, unit: 'working_day', note: null },
  promised_limit: { value: 5, unit: 'working_day', note: null },
  conditions: ['有固定场所'],
  process: [
    { step: '受理', detail: '窗口受理' },
    { step: '出件', detail: '窗口出件' },
  ],
  special_procedures: [],
  visits: { count: 0, reason: null },
  fee: { charged: false, items: [] },
  cross_region: null,
  joint_departments: ['县市场监督管理局'],
  intermediary: null,
  quota: null,
  result: { name: '故事许可证', type: '证照', validity: '5 年' },
  supports: { appointment: true, delivery: true, online_payment: false },
  online_depth: '全程网办',
  situations: [
    {
      id: 'who',
      question: '谁来办？',
      help: null,
      options: [
        { id: 'self', label: '自己办', note: null, leads_to: null },
        { id: 'agent', label: '委托别人办', note: null, leads_to: null },
      ],
    },
  ],
  materials: [
    material('layout', '布局图', { max_files: 2 }),
    material('proxy', '授权委托书', { necessity: 'conditional', when: { who: ['agent'] } }),
    material('licence', '营业执照', { fetched_by_office: true }),
  ],
  form: [
    field('manager', '食品安全员', { max_length: 20 }),
    field('phone', '联系电话', { type: 'phone', prefill: 'me.phone' }),
    field('area', '面积', { type: 'number', unit: '平方米', min: 1, max: 10000 }),
    field('proxy_name', '受托人', { when: { who: ['agent'] } }),
    field('note', '补充说明', { type: 'textarea', required: false, max_length: 200 }),
  ],
  check_points: [
    {
      id: 'sink',
      title: '水池分开',
      standard: '洗菜、洗肉、洗碗至少三个水池',
      how_to_show: '对着水池慢慢拍一圈',
      basis: null,
      when: null,
    },
    {
      id: 'door',
      title: '防鼠挡板',
      standard: '高度不低于 60 厘米',
      how_to_show: '用尺子量给镜头看',
      basis: null,
      when: null,
    },
  ],
  faq: [{ q: '要多久？', a: '五个工作日。' }],
  card: { line: '扫码看材料。' },
  sources: ['故事'],
  to_confirm: ['全部'],
}

function material(
  id: string,
  name: string,
  more: Partial<ImportedItem['materials'][number]>,
): ImportedItem['materials'][number] {
  return {
    id,
    name,
    necessity: 'required',
    kind: 'document',
    form: 'electronic',
    paper_copies: 0,
    spec: null,
    source: 'applicant',
    source_note: null,
    fetched_by_office: false,
    blank_form: null,
    sample_points: ['看得清'],
    how_to: '拍照就行',
    acceptance: ['完整'],
    basis: null,
    when: null,
    file_types: ['jpg', 'png', 'pdf'],
    max_files: 1,
    ...more,
  }
}

function field(
  id: string,
  label: string,
  more: Partial<ImportedItem['form'][number]>,
): ImportedItem['form'][number] {
  return {
    id,
    label,
    type: 'text',
    hint: null,
    required: true,
    group: '基本情况',
    options: null,
    unit: null,
    min: null,
    max: null,
    max_length: null,
    prefill: null,
    when: null,
    ...more,
  }
}

/** Sets the clock, makes the demo people and enterprises, imports the story item and QX07. */
export async function loadFixture(sql: postgres.Sql): Promise<void> {
  await sql`select private.set_clock(${STORY_BEGINS}::timestamptz)`
  await loadPeople(sql)
  const food = readCatalogue().filter((item) => item.code === 'QX07')
  await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', '{"role":"service_role"}', true)`
    for (const item of [STORY_ITEM, ...food]) await tx`select public.import_item(${tx.json(item)})`
  })
}
