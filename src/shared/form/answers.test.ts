import { describe, expect, test } from 'vitest'
import type { FieldType, FormField } from '../contract'
import { answerWords } from './answer-words'
import { answerProblem, askedFields, cleanAnswer, problemsOf } from './answers'
import { applies } from './when'

const field = (type: FieldType, more: Partial<FormField> = {}): FormField => ({
  id: 'x',
  label: '这一项',
  type,
  hint: null,
  required: true,
  group: '组',
  options: null,
  unit: null,
  min: null,
  max: null,
  max_length: null,
  prefill: null,
  when: null,
  ...more,
})
const choices = [
  { id: 'hot', label: '热食类食品制售' },
  { id: 'drink', label: '自制饮品制售' },
]

describe('what is wrong with an answer', () => {
  test.each([
    ['text', '张三', null],
    ['text', '   ', '还没填这一项'],
    ['phone', '13800138000', null],
    ['phone', '0551-62345678', null],
    ['phone', '12345', '填 11 位手机号，或带区号的座机'],
    ['id_number', '11010519491231002X', null],
    ['id_number', '1101', '填 18 位身份证号，现在 4 位'],
    ['date', '2029-02-28', null],
    ['date', '2029-02-30', '选一个日期'],
    ['date', '', '还没选这一项'],
    ['number', '82.5', null],
    ['number', '八十', '只填数字，比如 82 或 82.5'],
    ['amount', '10.25', null],
    ['amount', '10.255', '最多两位小数'],
    ['amount', '-1', '不能小于 0'],
    ['uscc', '9136', '要 18 位，现在 4 位'],
  ] as [FieldType, string, string | null][])('%s %s', (type, value, problem) => {
    expect(answerProblem(field(type), value)).toBe(problem)
  })

  test('bounds are said with their unit', () => {
    expect(answerProblem(field('number', { min: 1, max: 100, unit: '台' }), '0')).toBe('不能小于 1 台')
    expect(answerProblem(field('number', { max: 100, unit: '台' }), '101')).toContain('不能大于 100 台')
  })

  test('characters are counted as the database counts them, emoji as one', () => {
    expect(answerProblem(field('text', { max_length: 3 }), '好👍🏽')).toBeNull()
    expect(answerProblem(field('text', { max_length: 3 }), '一二三四五')).toBe('最多 3 个字，删掉 2 个')
    expect(answerProblem(field('textarea'), '长'.repeat(5000))).toBe('最多 2000 个字，删掉 3000 个')
  })

  test('HTML is text like any other', () => {
    expect(answerProblem(field('text'), '<b>店</b>&<script>')).toBeNull()
  })

  test('choices must be among the options', () => {
    expect(answerProblem(field('choice', { options: choices }), 'hot')).toBeNull()
    expect(answerProblem(field('multi_choice', { options: choices }), 'hot,drink')).toBeNull()
    expect(answerProblem(field('multi_choice', { options: choices }), 'hot,cold')).toBe('从给出的里面选')
  })

  test('what is optional may stay empty, not wrong', () => {
    expect(answerProblem(field('phone', { required: false }), '')).toBeNull()
    expect(answerProblem(field('phone', { required: false }), '12')).not.toBeNull()
  })
})

test('typed values are cleaned where spaces and width mean nothing', () => {
  expect(cleanAnswer(field('phone'), '138 0013-8000')).toBe('13800138000')
  expect(cleanAnswer(field('phone'), '0551-62345678')).toBe('0551-62345678')
  expect(cleanAnswer(field('number'), '１，２００。５')).toBe('1200.5')
  expect(cleanAnswer(field('id_number'), '11010519491231002x')).toBe('11010519491231002X')
  expect(cleanAnswer(field('text'), ' 原样 ')).toBe(' 原样 ')
})

test('situations decide what is asked', () => {
  const form = [field('text', { id: 'a' }), field('text', { id: 'b', when: { how: ['cook', 'bake'] } })]
  expect(askedFields(form, { how: 'bake' }).map((f) => f.id)).toEqual(['a', 'b'])
  expect(askedFields(form, {}).map((f) => f.id)).toEqual(['a'])
  expect(applies({ how: ['cook'], who: ['self'] }, { how: 'cook', who: 'agent' })).toBe(false)
  expect(problemsOf(form, { a: '有' }).map((p) => p.field.id)).toEqual(['b'])
})

test('answers in words', () => {
  expect(answerWords(field('multi_choice', { options: choices }), 'hot,drink')).toBe(
    '热食类食品制售、自制饮品制售',
  )
  expect(answerWords(field('date'), '2029-02-28')).toBe('2029年2月28日')
  expect(answerWords(field('number', { unit: '平方米' }), '82')).toBe('82 平方米')
  expect(answerWords(field('text'), undefined)).toBe('没填')
})
