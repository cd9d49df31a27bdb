/** Tests of days in words: they are the calendar's, not spans of 24 hours. */
import { expect, test } from 'vitest'
import { dayWords } from './day-words.ts'

const now = new Date(2026, 2, 2, 23, 0)
const at = (day: number, hour: number): string => new Date(2026, 2, day, hour, 30).toISOString()

test.each([
  [2, 'today 23:30', '今天23:30'],
  [3, 'tomorrow 23:30', '明天23:30'],
  [1, 'yesterday 23:30', '昨天23:30'],
])('the day %i of the month', (day, english, chinese) => {
  expect(dayWords(at(day, 23), now, 'en')).toBe(english)
  expect(dayWords(at(day, 23), now, 'zh')).toBe(chinese)
})

test('an hour after midnight is tomorrow, and farther days have their date', () => {
  expect(dayWords(at(3, 0), now, 'en')).toBe('tomorrow 00:30')
  expect(dayWords(at(5, 9), now, 'en')).toMatch(/5.*09:30/)
  expect(dayWords(new Date(2027, 0, 5, 9).toISOString(), now, 'zh')).toMatch(/2027/)
})
