import type { FormField } from '../contract'
import { cleanUscc, halfWidth, usccProblem } from './uscc'
import { applies } from './when'

/**
 * The rules of a filled value, the same as private.answer_error in supabase/migrations: there they decide, here
 * they tell the person early and kindly.
 */
export type Answers = Record<string, string>

const DEFAULT_LENGTH = { text: 200, address: 200, textarea: 2000 } as const

/** The most characters a text field takes; null for other fields. */
export function maxLength(field: FormField): number | null {
  if (field.type !== 'text' && field.type !== 'address' && field.type !== 'textarea') return null
  return field.max_length ?? DEFAULT_LENGTH[field.type]
}

/** What was typed, as it is kept: spaces of a pasted phone number gone, capital letters in codes. Text stays as it is. */
export function cleanAnswer(field: FormField, raw: string): string {
  if (field.type === 'uscc') return cleanUscc(raw)
  if (field.type === 'id_number') return halfWidth(raw).replace(/\s/g, '').toUpperCase()
  if (field.type === 'phone') {
    const digits = halfWidth(raw).replace(/[\s()（）]/g, '')
    return /^1[\d-]+$/.test(digits) ? digits.replace(/-/g, '') : digits
  }
  if (field.type === 'number' || field.type === 'amount') {
    return halfWidth(raw)
      .replace(/[\s,，]/g, '')
      .replace('。', '.')
  }
  return raw
}

function numberProblem(field: FormField, value: string): string | null {
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return '只填数字，比如 82 或 82.5'
  const number = Number(value)
  const least = field.min ?? (field.type === 'amount' ? 0 : null)
  const unit = field.unit ? ` ${field.unit}` : ''
  if (least !== null && number < least) return `不能小于 ${least}${unit}`
  if (field.max !== null && number > field.max) return `不能大于 ${field.max}${unit}，看看是不是多打了`
  if (field.type === 'amount' && !/^-?\d+(\.\d{1,2}0*)?$/.test(value)) return '最多两位小数'
  return null
}

function dateProblem(value: string): string | null {
  const at = Date.parse(`${value}T00:00:00Z`)
  const real = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at)
  if (!real || new Date(at).toISOString().slice(0, 10) !== value) return '选一个日期'
  // A year half typed into a browser's date box is a date of the first century.
  return value < '1900' || value > '2101' ? '年份不对，看看是不是打错了' : null
}

function valueProblem(field: FormField, value: string): string | null {
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'address': {
      const over = [...value].length - (maxLength(field) ?? Number.POSITIVE_INFINITY)
      return over > 0 ? `最多 ${maxLength(field)} 个字，删掉 ${over} 个` : null
    }
    case 'uscc':
      return usccProblem(value)
    case 'phone':
      return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(value) ? null : '填 11 位手机号，或带区号的座机'
    case 'id_number':
      return /^[1-9]\d{16}[\dX]$/.test(value) ? null : `填 18 位身份证号，现在 ${value.length} 位`
    case 'date':
      return dateProblem(value)
    case 'number':
    case 'amount':
      return numberProblem(field, value)
    case 'choice':
    case 'multi_choice': {
      const given = field.type === 'choice' ? [value] : value.split(',')
      const known = (field.options ?? []).map((option) => option.id)
      return given.every((id) => known.includes(id)) ? null : '从给出的里面选'
    }
  }
}

const CHOSEN = ['choice', 'multi_choice', 'date']

/** What is wrong with one answer, said to the person; null when nothing is. */
export function answerProblem(field: FormField, value: string | undefined): string | null {
  const given = (value ?? '').trim()
  if (given === '') {
    if (!field.required) return null
    return CHOSEN.includes(field.type) ? `还没选${field.label}` : `还没填${field.label}`
  }
  return valueProblem(field, given)
}

/** The fields that this person is asked, in form order. */
export function askedFields(form: FormField[], situations: Answers): FormField[] {
  return form.filter((field) => applies(field.when, situations))
}

export interface FieldProblem {
  field: FormField
  problem: string
}

/** Everything that keeps these fields from being filed, in form order. */
export function problemsOf(fields: FormField[], answers: Answers): FieldProblem[] {
  return fields.flatMap((field) => {
    const problem = answerProblem(field, answers[field.id])
    return problem === null ? [] : [{ field, problem }]
  })
}
