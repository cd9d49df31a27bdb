/** One of everything that the contract carries, and what is none of it: for the suite of the contract. */
import { mostInGroup } from './channels.ts'
import { fakeStop } from './fake-station.ts'
import { KioskRefusal, type KioskEvent, type RefusalCode } from './kiosk-api.ts'
import type { StaffAct, StaffActName, StaffAnswers } from './staff-api.ts'

/** One of each act. */
export const staffActs: readonly StaffAct[] = [
  { act: 'look' },
  { act: 'receipt', appeal: '1234567895' },
  { act: 'override', appeal: null, reason: 'guardian-present' },
  { act: 'second-check', appeal: '1234567895', found: 'may-pass', reason: 'device-fault' },
  { act: 'hold', on: true },
  { act: 'emergency', on: false },
  { act: 'close-lane', on: true },
  { act: 'test', device: 'gate' },
  { act: 'import' },
  { act: 'export' },
  { act: 'set-clock', at: '2020-02-29T00:00:00Z' },
  { act: 'fleet-code' },
  { act: 'sign-out' },
]
/** An answer of each form that there is. */
export const staffAnswers = {
  ...Object.fromEntries(staffActs.map(({ act }) => [act, null])),
  receipt: {
    ...{ appeal: '1234567895', at: '2020-03-01T12:00:00Z', outcome: 'stop' },
    ...{ reasons: fakeStop.reasons, rule: null, segment: 'fake-00000001-00000000', seq: 7 },
  },
  test: { name: 'gate', kind: 'gate', state: 'ready', since: '2020-03-01T12:00:00Z' },
  import: { state: 'nothing-new' },
  export: { segments: 1, records: 2, bytes: 3 },
  'fleet-code': '{"a":"\u2028"}',
} as Partial<StaffAnswers> as Record<StaffActName, unknown> & Partial<StaffAnswers>

/** Every member left out, every member of another kind, and one member too many. */
const spoilt = (good: object): unknown[] => [
  { ...good, more: 1 },
  ...Object.keys(good).flatMap((name) => [
    Object.fromEntries(Object.entries(good).filter(([one]) => one !== name)),
    ...[7, {}, '', 'Constructor', 'GG1:'.repeat(99), undefined].map((wrong) => ({
      ...good,
      [name]: wrong,
    })),
  ]),
]
const session = 'A'.repeat(43)
/** Requests that are none of the contract. */
export const malformedAsks: readonly (readonly ['signIn' | 'staff' | 'group', unknown])[] = [
  ...[0, 1.5, -1, mostInGroup + 1, '2', null, [2]].map((size) => ['group', size] as const),
  ...[null, 'li', [], ...spoilt({ operator: 'li', pin: '135790' })].map(
    (who) => ['signIn', who] as const,
  ),
  ['signIn', { operator: 'Li', pin: '135790' }],
  ['signIn', { operator: 'li', pin: '13579' }],
  ...[null, [], { session }, { act: { act: 'look' } }].map((ask) => ['staff', ask] as const),
  ...spoilt({ session, act: { act: 'look' } }).map((ask) => ['staff', ask] as const),
  ...staffActs.flatMap((act) =>
    spoilt(act).map((bad) => ['staff', { session, act: bad }] as const),
  ),
  ...['2020-02-30T00:00:00Z', '2020-13-01T00:00:00Z', '2020-02-29T24:00:00Z'].map(
    (at) => ['staff', { session, act: { act: 'set-clock', at } }] as const,
  ),
  ['staff', { session, act: { act: 'test', device: '../gate' } }],
]

/** One of each event but the status. */
export const events: readonly KioskEvent[] = [
  { kind: 'shown', decision: fakeStop },
  { kind: 'shown', decision: { ...fakeStop, awaits: { what: 'card', ms: 15_000 }, appeal: null } },
  ...(['place-again', 'hold-still', 'wrong-kind', 'not-authentic'] as const).map(
    (advice) => ({ kind: 'card', advice }) as const,
  ),
  ...(['granted', 'passed', 'released', 'forced'] as const).map(
    (passage) => ({ kind: 'passage', passage }) as const,
  ),
  { kind: 'group', group: { shown: 1, of: 3 } },
  { kind: 'group', group: null },
  { kind: 'staff-called' },
]

/** The code of a refusal; anything else is a fault of the test's subject. */
export async function refusalOf(asking: Promise<unknown>): Promise<RefusalCode> {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof KioskRefusal)) throw new TypeError('expected a refusal')
  return error.code
}
