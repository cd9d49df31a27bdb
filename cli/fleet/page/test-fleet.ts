/** States of fleets for tests of the page: any number of stations, a few of them odd in every way there is. */
import type { Outcome } from 'greengate'
import type { DigestAlarm, FleetState, Oddity, StationSaid, StationState } from '../fleet-state.ts'

/** What sort of fleet it is. */
export interface TestFleet {
  readonly stations: number
  /** The instant of the state. */
  readonly at?: Date
  readonly kind?: 'well' | 'odd' | 'alarm'
}

const cities = ['hangzhou-east', 'shanghai-hongqiao', 'nanjing-south', 'suzhou-north', 'xian-north']
const digest = (seed: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, i) => (seed * 97 + i * 31 + seed * i) % 256)).toString(
    'base64url',
  )
const second = (at: Date, secondsBefore: number): string =>
  `${new Date(at.getTime() - secondsBefore * 1000).toISOString().slice(0, 19)}Z`
const outcomesOf = (many: number): Readonly<Record<Outcome, number>> => ({
  pass: Math.round(many * 0.93),
  check: Math.round(many * 0.05),
  stop: Math.round(many * 0.013),
  invalid: Math.round(many * 0.005),
  unreadable: Math.round(many * 0.002),
})

/** The state. */
export function testFleet({
  stations: count,
  at = new Date(),
  kind = 'well',
}: TestFleet): FleetState {
  const odd = kind === 'well' ? [] : oddStations(at)
  const stations = Array.from({ length: count }, (_, i) => stationOf(i, at, odd[i - 3]))
  const alarms = kind === 'alarm' ? [alarmOf(stations, at)] : []
  if (kind === 'alarm') for (const i of [0, 1]) stations[i] = withForeign(stations[i])
  stations.sort(
    (a, b) =>
      Math.sign(b.oddities.length) - Math.sign(a.oddities.length) ||
      (a.station < b.station ? -1 : 1),
  )
  return {
    format: 'greengate-fleet-state-1',
    at: second(at, 0),
    stations,
    count: {
      stations: count,
      odd: stations.filter(({ oddities }) => oddities.length > 0).length,
      silent: stations.filter(({ oddities }) => oddities.some((of) => of.kind === 'silent')).length,
      alarms: alarms.length,
    },
    norms: [
      { what: 'bundle', version: 412, since: second(at, 2400), by: 'most' },
      {
        what: 'rules/cn-3301',
        version: 14,
        since: second(at, 86_400),
        by: 'most',
      },
    ],
    alarms,
    charts: chartsOf(count, at),
  }
}

function stationOf(i: number, at: Date, odd: Partial<Made> | undefined): StationState {
  const name = `${cities[i % cities.length] ?? ''}-${String(Math.floor(i / cities.length) + 1)}`
  const heard = odd?.ageSeconds === undefined ? (i * 7) % 60 : odd.ageSeconds
  return {
    station: name,
    heard: heard === null ? null : second(at, heard),
    ageSeconds: heard,
    lastRecords: second(at, 20),
    records: 1000 + i,
    said: heard === null ? null : { ...saidOf(i, at), ...odd?.said },
    lastHour: { outcomes: outcomesOf(200 + (i % 90)), passed: 180 + (i % 90) },
    oddities: odd?.oddities ?? [],
  }
}

/** A station that is made odd. */
interface Made {
  readonly ageSeconds: number | null
  readonly said: Partial<StationSaid>
  readonly oddities: readonly Oddity[]
}

function saidOf(i: number, at: Date): StationSaid {
  const time = (before: number): string => second(at, before)
  const offset = Math.round(90 * Math.sin(i * 12.9898) + (i % 40 === 0 ? 700 : 0))
  return {
    at: time((i * 7) % 60),
    started: time(86_400 + i * 13),
    n: 1440 + i,
    everySeconds: 60,
    software: '1.4.0',
    lane: ['north', 'south', 'east', 'west'][i % 4] ?? 'north',
    service: 'open',
    gate: 'closed',
    rules: { id: 'cn-3301', version: 14, sha256: digest(14) },
    bundle: { version: 412, sha256: digest(412) },
    stale: [],
    clock: { suspect: false, floor: time(600 + (i % 5) * 700), offsetMs: offset, by: 'station' },
    devices: [
      { name: 'gate', kind: 'gate', state: 'ready' },
      { name: 'card', kind: 'card-reader', state: 'ready' },
      { name: 'qr', kind: 'scanner', state: 'ready' },
    ],
    storage: 'ok',
    unsent: { records: i % 4, oldest: i % 4 === 0 ? null : time(30) },
    journal: { segment: `20261126-${String(i).padStart(4, '0')}`, seq: 5210 + i, head: digest(i) },
  }
}

/** One of each kind, and a few more. */
function oddStations(at: Date): readonly Partial<Made>[] {
  const time = (before: number): string => second(at, before)
  const wrong: Oddity = { kind: 'wrong-version', what: 'bundle', has: 409, norm: 412 }
  const behind = { bundle: { version: 409, sha256: digest(409) } }
  return [
    { ageSeconds: 1270, oddities: [{ kind: 'silent', since: time(1270) }] },
    { ageSeconds: null, oddities: [{ kind: 'silent', since: null }] },
    { said: behind, oddities: [wrong] },
    {
      said: { ...behind, stale: ['timestamp', 'status'] },
      oddities: [wrong, { kind: 'stale', roles: ['timestamp', 'status'] }],
    },
    {
      said: { clock: { suspect: false, floor: time(600), offsetMs: -37_200, by: 'station' } },
      oddities: [{ kind: 'clock-suspect', suspect: false, offsetMs: -37_200 }],
    },
    {
      said: {
        devices: [
          { name: 'gate', kind: 'gate', state: 'ready' },
          { name: 'card', kind: 'card-reader', state: 'silent' },
        ],
      },
      oddities: [{ kind: 'device', name: 'card', type: 'card-reader', state: 'silent' }],
    },
    {
      said: { storage: 'alarm' },
      oddities: [
        { kind: 'twin', seen: time(40) },
        { kind: 'service', service: 'no-screen' },
        { kind: 'storage', level: 'alarm' },
      ],
    },
    {
      said: { unsent: { records: 4210, oldest: time(11_000) } },
      oddities: [{ kind: 'unsent', records: 4210, oldest: time(11_000) }],
    },
    {
      oddities: [
        {
          kind: 'gap',
          segment: '20261126-0002',
          previous: '20261125-0001',
          what: 'tail',
          records: 31,
        },
      ],
    },
  ]
}

function withForeign(station: StationState | undefined): StationState {
  if (station?.said == null) throw new Error('no such station')
  return {
    ...station,
    said: { ...station.said, rules: { id: 'cn-3301', version: 14, sha256: digest(99) } },
    oddities: [{ kind: 'digest', document: 'rules/cn-3301/14', version: 14 }, ...station.oddities],
  }
}

function alarmOf(stations: readonly StationState[], at: Date): DigestAlarm {
  return {
    id: 1,
    at: second(at, 300),
    document: 'rules/cn-3301/14',
    version: 14,
    known: { sha256: digest(14), station: stations[2]?.station ?? '' },
    said: { sha256: digest(99), station: stations[0]?.station ?? '' },
    wrong: null,
  }
}

function chartsOf(count: number, at: Date): FleetState['charts'] {
  const time = (before: number): string => second(at, before)
  const points = Array.from({ length: 144 }, (_, i) => {
    const before = (143 - i) * 600
    const part = (from: number): number => Math.round(count / (1 + Math.exp((before - from) / 900)))
    const [third, newest] = [part(50_000), part(5_000)]
    return {
      at: time(before),
      counts: [
        { version: 412, stations: newest },
        { version: 411, stations: Math.max(0, third - newest) },
        { version: 409, stations: count - third },
      ].filter(({ stations }) => stations > 0),
    }
  })
  const bell = (i: number): number => 0.35 + 0.65 * Math.sin((Math.PI * (i % 24)) / 24) ** 2
  return {
    versions: [{ what: 'bundle', points }],
    hours: Array.from({ length: 24 }, (_, i) => ({
      at: time((23 - i) * 3600),
      outcomes: outcomesOf(count * 240 * bell(i)),
      passed: Math.round(count * 220 * bell(i)),
    })),
    minutes: Array.from({ length: 120 }, (_, i) => ({
      at: time((120 - i) * 60),
      receipts: Math.round(count * (3.6 + Math.sin(i / 9) + 0.3 * Math.sin(i * 2.3))),
    })),
  }
}
