/** Makes boundaries to stand at out of the oracle's thresholds: beside the number, all that must be so for the number to decide. */
import type { FieldValue } from 'greengate/issue'
import type { Boundary } from 'greengate-cli/people'
import type { Threshold } from '../test-vectors/oracle/thresholds.ts'

type Fields = Readonly<Record<string, FieldValue>>
type Beside = Pick<Boundary, 'fields' | 'also' | 'without'>

const negative: Fields = { method: 'pcr', result: 'negative' }
const well: Fields = { temperature: 36.5, unwell: false }
/** Lies in what every edition calls an area of high incidence. */
const area: Fields = { region: '420106', from: 'today-60' }
const away: Fields = { region: '310104', from: 'today-60' }

/** Good reports on so many days, today or some day before the last of them. */
const reports = (days: number, last = 0): NonNullable<Boundary['also']> =>
  Array.from({ length: days }, (_, i) => ({
    kind: 'checkin',
    fields: { ...well, at: `now-${(i + last) * 86_400}` },
  }))

const one = (kind: string, fields: Fields): NonNullable<Boundary['also']> => [{ kind, fields }]

/** What ends an exposure: so many days since, and a good report on each of them. */
const overBy = (
  rule: number,
  exposure: string,
  fields: Fields,
  at: string,
  days: number,
): readonly (readonly [string, Beside])[] => {
  const long = one(exposure, { ...fields, [at]: `today-${days + 1}` })
  return [
    [`${rule} ${exposure} ${at} day`, { fields }],
    [`${rule} ${exposure} ${at} day ${days - 1}`, { fields, also: reports(days) }],
    [`${rule} checkin at count`, { fields: well, also: long }],
    [`${rule} checkin at day`, { fields: well, also: [...long, ...reports(days - 1)] }],
    [`${rule} checkin at day 0`, { fields: well, also: [...long, ...reports(days - 1, 1)] }],
  ]
}

/** What releases from an exposure: a completed quarantine that ended after it. */
const releasedBy = (
  rule: number,
  exposure: string,
  fields: Fields,
  at: string,
): readonly (readonly [string, Beside])[] => {
  const quarantine = { from: 'today-45', completed: true }
  const before = (days: number): Beside => ({
    fields: quarantine,
    also: one(exposure, { ...fields, [at]: `today-${days}` }),
  })
  return [
    [`${rule} quarantine until day 28`, before(28)],
    [`${rule} quarantine until day 0`, before(5)],
  ]
}

const undeclared = (...more: readonly string[]): Beside => ({ without: ['checkin', ...more] })
const order = (outcome: string): Fields => ({ outcome, authority: 'office', basis: 'article 41' })

/** By rule, kind, field and unit; where one of these has several numbers, with the number. */
const beside = new Map<string, Beside>([
  ['1 checkin at day', { fields: well }],
  ['2 checkin at day', { fields: well, without: ['test', 'person', 'vaccination'] }],
  ['2 test sampledAt second', { fields: negative, ...undeclared('person', 'vaccination') }],
  ['2 person birthDate year', undeclared('test', 'vaccination')],
  [
    '2 vaccination at day',
    { fields: { product: 'x', dose: 2, of: 2 }, ...undeclared('test', 'person') },
  ],
  ...overBy(3, 'stay', area, 'until', 14),
  ...releasedBy(3, 'stay', area, 'until'),
  ...overBy(4, 'stay', away, 'until', 7),
  ...overBy(5, 'contact', { closeness: 'close' }, 'at', 14),
  ...releasedBy(5, 'contact', { closeness: 'close' }, 'at'),
  ...overBy(6, 'contact', { closeness: 'secondary' }, 'at', 7),
  ...overBy(7, 'symptom', { name: 'cough' }, 'at', 7),
  ['8 checkin at second', { fields: { temperature: 36.5, unwell: true } }],
  ['8 checkin temperature Cel', { fields: { at: 'now-3600', unwell: false } }],
  ['9 quarantine from day', { fields: { until: 'today+10', completed: false } }],
  ['9 quarantine until day', { fields: { from: 'today-20', completed: false } }],
  ['10 quarantine until day', { fields: { from: 'today-30', completed: false } }],
  ['11 stay until day', { fields: { region: '330327', from: 'today-60' } }],
  ['12 stay until day', { fields: { region: '330282', from: 'today-60' }, without: ['test'] }],
  [
    '12 test sampledAt second',
    {
      fields: negative,
      also: one('stay', { region: '330282', from: 'today-9', until: 'today-2' }),
    },
  ],
  ['13 test sampledAt day', { fields: { method: 'pcr', result: 'positive' } }],
  ['14 test sampledAt day', { fields: { method: 'pcr', result: 'inconclusive' } }],
  ['15 test sampledAt second', { fields: negative }],
  ['16 entry at day', { fields: { from: 'IT', quarantined: false } }],
  ['17 entry at day', { fields: { from: 'US', quarantined: true }, without: ['test'] }],
  [
    '17 test sampledAt second',
    { fields: negative, also: one('entry', { at: 'today-5', from: 'US', quarantined: true }) },
  ],
  ['18 clinic at day', { fields: { cleared: false } }],
  ['19 household at second', { fields: { colour: 'red' } }],
  ['20 temperature onSite Cel', {}],
  ['21 temperature at second', { fields: { celsius: 38.2 } }],
  ['21 temperature celsius Cel', { fields: { at: 'now-3600' } }],
  ['22 order from second', { fields: { ...order('stop'), until: 'now+86400' } }],
  ['22 order until second', { fields: { ...order('stop'), from: 'now-86400' } }],
  ['23 order from second', { fields: { ...order('check'), until: 'now+86400' } }],
  ['23 order until second', { fields: { ...order('check'), from: 'now-86400' } }],
  ['24 person birthDate year', { fields: { idType: 'resident' } }],
  ['25 recovery at day', { without: ['test'] }],
  ['25 test sampledAt count', { fields: negative, also: one('recovery', { at: 'today-5' }) }],
  [
    '25 test sampledAt day',
    {
      fields: negative,
      also: [
        ...one('recovery', { at: 'today-9' }),
        ...one('test', { ...negative, sampledAt: 'now-3600' }),
      ],
    },
  ],
  ['26 vaccination at day', { fields: { product: 'x', dose: 3, of: 3 } }],
  ['26 vaccination dose count', { fields: { product: 'x', of: 2, at: 'today-60' } }],
  ['27 assessment at second', { fields: { outcome: 'stop', set: 'cn-42' } }],
  ['101 stay until day', { fields: { region: '330302', from: 'today-60' } }],
  ['102 household at second', { fields: { colour: 'yellow' } }],
  ['103 entry at day', { fields: { from: 'FR', quarantined: true } }],
  ['104 stay until day', { fields: { region: '360102', from: 'today-60' } }],
  ['105 stay until day', { fields: { region: '331002', from: 'today-60' } }],
  ['106 test sampledAt day', { fields: { ...negative, method: 'antigen' }, without: ['person'] }],
])

/** The name under which a threshold is counted: the same number of the same rule in any edition or set. */
export const nameOf = ({ rule, kind, field, unit, threshold }: Threshold): string =>
  field === 'covers.until'
    ? `covers ${kind} ${unit} ${threshold}`
    : `${rule} ${kind} ${field} ${unit} ${threshold}`

/** The boundaries of thresholds, each once. */
export const boundariesOf = (thresholds: readonly Threshold[]): readonly Boundary[] => {
  const groups = new Map<string, readonly Threshold[]>()
  for (const threshold of thresholds) {
    const name = nameOf(threshold)
    groups.set(name, [...(groups.get(name) ?? []), threshold])
  }
  return [...groups].map(([name, group]) => boundaryOf(name, group))
}

function boundaryOf(name: string, group: readonly Threshold[]): Boundary {
  const { rule, kind, field, unit, threshold } = group[0] as Threshold
  const sets = [...new Set(group.map(({ set }) => set))]
  // Where the base has it, it counts for whoever lives anywhere.
  const isEverywhere = sets.some((set) => set === 'cn-33' || (set === 'cn-3301' && rule < 100))
  const regions = isEverywhere ? {} : { regions: sets.map((set) => set.slice(3)) }
  if (field === 'covers.until') {
    // Nothing else may be asked of them than whether enough is known.
    const also = [
      ...one('checkin', { ...well, at: 'now-60' }),
      ...one('test', { ...negative, sampledAt: 'now-60' }),
    ]
    return { name, unit: 'second', value: threshold, covers: kind, also }
  }
  const general = `${rule} ${kind} ${field} ${unit}`
  const around = beside.get(`${general} ${threshold}`) ?? beside.get(general)
  if (around === undefined) throw new Error(`nobody wrote down what ${name} needs beside it`)
  if (field === 'onSite')
    return { name, unit: 'Cel', value: threshold, onSite: 'temperature', ...regions }
  // A dose counts against the two that are wanted, and is no count of facts.
  if (field === 'dose')
    return { name, unit: 'number', value: threshold + 2, kind, field, ...around }
  return { name, unit, value: threshold, kind, field, ...around, ...regions }
}
