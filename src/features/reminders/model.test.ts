import { describe, expect, test } from 'vitest'
import type { MessageTopic, SubscriptionTemplate } from '@/shared/contract'
import { outcome, quietWords, toAsk, toAskOf, wechatWords } from './model'

const template = (key: string, more: Partial<SubscriptionTemplate> = {}): SubscriptionTemplate => ({
  key,
  template_id: `id-${key}`,
  title: key,
  long_term: false,
  moments: ['submitted'],
  held: 0,
  ...more,
})
const keys = (list: SubscriptionTemplate[]) => list.map(({ key }) => key)

describe('what is asked for', () => {
  test('lasting and one-time ones never in one call, the lasting first', () => {
    const all = [template('a'), template('b', { long_term: true }), template('c', { long_term: true })]
    expect(keys(toAsk(all, 'submitted'))).toEqual(['b', 'c'])
    const held = all.map((each) => (each.long_term ? { ...each, held: 1 } : each))
    expect(keys(toAsk(held, 'submitted'))).toEqual(['a'])
  })

  test('at most three, of this moment only, and nothing of which enough is held', () => {
    const many = ['a', 'b', 'c', 'd'].map((key) => template(key))
    expect(keys(toAsk(many, 'submitted'))).toEqual(['a', 'b', 'c'])
    expect(toAsk(many, 'booked')).toEqual([])
    expect(toAsk([template('a', { held: 3 })], 'submitted')).toEqual([])
    expect(keys(toAsk([template('a', { held: 2 })], 'submitted'))).toEqual(['a'])
  })

  test('one yes is a yes; an answer that is none is not a no', () => {
    expect(outcome({ a: 'reject', b: 'accept' })).toBe('accepted')
    expect(outcome({ a: 'reject' })).toBe('refused')
    expect(outcome({ a: 'ban' })).toBe('refused')
    expect(outcome({ a: 'filter' })).toBe('unasked')
    expect(outcome({})).toBe('unasked')
  })
})

describe('what the settings say', () => {
  const topic: MessageTopic = {
    code: 'decision',
    name: '受理、决定和出件',
    about: '',
    for_staff: false,
    by_sms: true,
    sms: true,
    wechat: ['a', 'b'],
  }
  test('always, so many times, or not', () => {
    expect(wechatWords(topic, [template('a'), template('c', { held: 3 })])).toBe('没打开')
    expect(wechatWords(topic, [template('a', { held: 2 })])).toBe('还能提醒 2 次')
    expect(wechatWords(topic, [template('b', { held: 1, long_term: true })])).toBe('一直提醒')
  })
  test('a tap asks for what is missing, of one kind', () => {
    expect(keys(toAskOf(topic, [template('a'), template('b', { long_term: true })]))).toEqual(['b'])
    expect(keys(toAskOf(topic, [template('a'), template('b', { long_term: true, held: 1 })]))).toEqual(['a'])
  })
  test('the quiet hours', () => {
    expect(quietWords({ from: '21:30', to: '08:00' })).toMatch(/^21:30 到第二天 8:00 不打扰/)
    expect(quietWords(null)).toBe('有消息随时告诉你')
  })
})
