/** Members stated twice are found wherever they stand, and nothing else is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasDoubledMember } from './doubled-member.ts'

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '[{"x":{"b":[{"c":1,"d":2,"c":{}}]}}]',
  '{"":0,"":0}',
  '{"a":{"a":1},"b":"\\"","a":[]}',
])('%s states one twice', (json) => {
  expect(hasDoubledMember(json)).toBe(true)
})

test('what JSON.stringify writes never does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => !hasDoubledMember(JSON.stringify(value))),
    { numRuns: 500 },
  )
})
