/** Tests of the history of a visit: what it notes of an answer, how many, and that it forgets. */
import type { Decision } from 'greengate'
import { expect, test } from 'vitest'
import { VisitHistory } from './visit-history.ts'

const rule = { set: 'demo-hz', version: 2, no: 7 }
const stop = (minute: number) =>
  ({
    outcome: 'stop',
    reasons: [
      { code: 'rule-stop', rule },
      { code: 'fact-missing', kinds: ['test'] },
    ],
    basis: { now: new Date(minute * 60_000).toISOString(), context: { card: 'match' } },
  }) as unknown as Decision

test('an answer is noted with its time, its outcome and its first reason, and with nothing else', () => {
  const history = new VisitHistory()
  history.note(stop(1))
  expect(history.answered).toEqual([
    { at: '1970-01-01T00:01:00.000Z', outcome: 'stop', code: 'rule-stop', rule },
  ])
})

test('the newest stands first, the oldest go, and all are forgotten at once', () => {
  const history = new VisitHistory()
  for (let minute = 0; minute < 600; minute++) history.note(stop(minute))
  expect(history.answered).toHaveLength(500)
  expect(history.answered[0]?.at).toBe(new Date(599 * 60_000).toISOString())
  history.clear()
  expect(history.answered).toEqual([])
})
