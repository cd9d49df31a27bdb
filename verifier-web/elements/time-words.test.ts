/** Spans and instants in words. */
import { describe, expect, test } from 'vitest'
import { clockWords, holdsWords, spanWords } from './time-words.ts'

describe('spanWords', () => {
  test.each([
    [0, '0 seconds', '0秒钟'],
    [-5, '0 seconds', '0秒钟'],
    [59, '59 seconds', '59秒钟'],
    [60, '1 minute', '1分钟'],
    [7199, '119 minutes', '119分钟'],
    [7200, '2 hours', '2小时'],
    [172_799, '47 hours', '47小时'],
    [172_800, '2 days', '2天'],
  ])('%i seconds', (seconds, en, zh) => {
    expect(spanWords(seconds, 'en')).toBe(en)
    expect(spanWords(seconds, 'zh')).toBe(zh)
  })
})

test('the time of day is that of the place, and midnight is its first minute', () => {
  expect(clockWords('2020-03-01T08:05:59Z', 'Asia/Shanghai')).toBe('16:05')
  expect(clockWords('2020-03-01T16:00:00Z', 'Asia/Shanghai')).toBe('00:00')
})

describe('holdsWords', () => {
  const now = '2020-03-01T00:00:00Z'

  test('a decision that time alone does not change says so', () => {
    expect(holdsWords(null, now, 'en')).toBe('Time alone will not change this')
  })

  test('the span is never rounded up', () => {
    expect(holdsWords('2020-03-01T03:59:59Z', now, 'en')).toMatch(/\(for 3 hours\)$/)
    expect(holdsWords('2020-03-01T03:59:59Z', now, 'zh')).toMatch(/（还有3小时）$/)
  })
})
