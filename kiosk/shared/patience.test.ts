/** What takes long is waited for, and nothing else. */
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { patienceMs } from './channels.ts'
import { patienceFor } from './patience.ts'

const act = (act: string) => ({ session: 's', act: { act } })

test.each<[string, unknown, number]>([
  ['a code', ['A'], patienceMs],
  ['nothing', null, patienceMs],
  ['an override', act('override'), patienceMs],
  ['bytes', new Uint8Array(1), 60_000],
  ['bytes of another realm', runInNewContext('new Uint8Array(1)'), 60_000],
  ['a device that is tested', act('test'), 60_000],
  ['a stick that is read', act('import'), 900_000],
])('%s', (_, argument, ms) => {
  expect(patienceFor(argument)).toBe(ms)
})
