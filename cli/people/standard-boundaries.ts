/** Boundaries that nearly every health code had, for a population to be tried on before its rule set is written. */
import type { Boundary } from './boundary.ts'

const day = (
  kind: string,
  field: string,
  value: number,
  fields: NonNullable<Boundary['fields']> = {},
): Boundary => ({ name: `${kind}-${field}-${value}-days`, unit: 'day', value, kind, field, fields })

const reports = (value: number): Boundary => ({
  name: `checkin-${value}-days`,
  unit: 'count',
  value,
  kind: 'checkin',
  field: 'at',
  fields: { temperature: 36.5, unwell: false },
})

const covered = (covers: string): Boundary => ({
  name: `${covers}-covered-1-day`,
  unit: 'second',
  value: 86_400,
  covers,
})

/** The built-in boundaries, `--boundaries standard`. */
export const standardBoundaries: readonly Boundary[] = [
  day('contact', 'at', 14, { closeness: 'close' }),
  day('contact', 'at', 7, { closeness: 'secondary' }),
  day('stay', 'until', 14, { region: '420106', from: 'today-40' }),
  day('symptom', 'at', 7, { name: 'fever' }),
  day('quarantine', 'until', 0, { from: 'today-14', completed: true }),
  day('quarantine', 'from', 14, { until: 'today+0', completed: false }),
  day('entry', 'at', 14, { from: 'IT', quarantined: false }),
  day('clinic', 'at', 7, { cleared: false }),
  day('recovery', 'at', 28),
  day('vaccination', 'at', 14, { product: 'inactivated', dose: 2, of: 2 }),
  {
    name: 'test-72-hours',
    unit: 'second',
    value: 259_200,
    kind: 'test',
    field: 'sampledAt',
    fields: { method: 'pcr', result: 'negative' },
  },
  {
    name: 'test-positive',
    kind: 'test',
    fields: { sampledAt: 'now-7200', method: 'pcr', result: 'positive' },
  },
  {
    name: 'order-ends',
    unit: 'second',
    value: 0,
    kind: 'order',
    field: 'until',
    fields: { outcome: 'stop', from: 'now-86400', authority: 'county office', basis: 'article 41' },
  },
  { name: 'family-red', kind: 'household', fields: { at: 'now-3600', colour: 'red' } },
  reports(7),
  reports(14),
  {
    name: 'measured-37.3',
    unit: 'Cel',
    value: 37.3,
    kind: 'temperature',
    field: 'celsius',
    fields: { at: 'now-3600' },
  },
  { name: 'gate-37.3', unit: 'Cel', value: 37.3, onSite: 'temperature' },
  {
    name: 'person-14-years',
    unit: 'year',
    value: 14,
    kind: 'person',
    field: 'birthDate',
    fields: { idType: 'resident' },
  },
  covered('contact'),
  covered('stay'),
  covered('checkin'),
]
