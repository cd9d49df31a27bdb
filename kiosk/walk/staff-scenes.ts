/** What a fake station answers staff with: an hour at a gate, with one of everything that staff must notice. */
import type { Dashboard, ShownReceipt, StaffSession } from '../shared/staff-api.ts'

/** Somebody with every right. */
export const everyRight: StaffSession = {
  session: 'S'.repeat(32),
  operator: 'li-wei',
  rights: ['look', 'passages', 'emergency', 'data', 'clock'],
  idleMs: 120_000,
}

const at = (minute: number) =>
  `2020-03-01T0${minute < 60 ? '7' : '8'}:${String(minute % 60).padStart(2, '0')}:00Z`

/** A morning that swells and ebbs. */
export const hour: Dashboard = {
  at: at(60),
  minutes: Array.from({ length: 60 }, (_, minute) => {
    const pass = Math.round(9 + 8 * Math.sin(minute / 9))
    const check = minute % 4 === 0 ? 2 : 0
    const stop = minute % 17 === 0 ? 1 : 0
    const invalid = minute % 11 === 0 ? 1 : 0
    const unreadable = minute % 6 === 0 ? 1 : 0
    return {
      at: at(minute),
      outcomes: { pass, check, stop, invalid, unreadable },
      passed: Math.max(0, pass - (minute % 13 === 0 ? 1 : 0)),
    }
  }),
  total: {
    since: '2020-03-01T05:30:00Z',
    outcomes: { pass: 1204, check: 61, stop: 4, invalid: 12, unreadable: 33 },
    passed: 1198,
    released: 6,
    forced: 1,
    overrides: 3,
  },
  latencyMs: { p50: 31, p99: 118, count: 1000 },
  versions: {
    app: '0.1.0',
    ruleSet: 'cn-3301 14',
    bundle: 218,
    digest: 'q0Zk3yV8m1o6r2T7w5X9aBcDeFgHiJkLmNoPqRsTuVw',
    roles: [
      { role: 'timestamp', version: 1312, ageSeconds: 540, stale: false },
      { role: 'trust', version: 12, ageSeconds: 86_400 * 3, stale: false },
      { role: 'status', version: 96, ageSeconds: 86_400 * 2 + 7_200, stale: true },
      { role: 'rules', version: 14, ageSeconds: 86_400 * 5, stale: false },
      { role: 'covered', version: null, ageSeconds: null, stale: true },
    ],
  },
  devices: [
    { name: 'scanner-1', kind: 'scanner', state: 'ready', since: '2020-03-01T05:30:02Z' },
    {
      name: 'card-reader',
      kind: 'card-reader',
      state: 'silent',
      since: '2020-03-01T07:51:40Z',
      detail: '05.03-20190101-0000012345',
    },
    { name: 'gate', kind: 'gate', state: 'ready', since: '2020-03-01T05:30:02Z' },
    { name: 'light', kind: 'light', state: 'ready', since: '2020-03-01T05:30:02Z' },
    { name: 'printer', kind: 'printer', state: 'starting', since: '2020-03-01T07:59:58Z' },
  ],
  gate: 'closed',
  storage: { usedBytes: 3_581_000_000, quotaBytes: 4_294_967_296, level: 'warning' },
  unsent: {
    records: 418,
    bytes: 1_240_000,
    oldest: '2020-03-01T06:12:00Z',
    uploader: 'waiting',
    lastReceipt: '2020-03-01T06:11:31Z',
  },
  clock: { now: at(60), floor: '2020-03-01T07:50:00Z', suspect: false, offsetMs: -2_400 },
}

/** What is found under the number. */
export const receipt: ShownReceipt = {
  appeal: '4829137059',
  at: '2020-03-01T07:40:12Z',
  outcome: 'stop',
  reasons: [{ code: 'rule-stop', rule: { set: 'cn-3301', version: 14, no: 7 } }],
  rule: { set: 'cn-3301', version: 14, no: 7 },
  segment: '20200301T053000Z-7f3a',
  seq: 1204,
}
