/** Checks the form of a rule set's members, but for its conditions. */
import { parseInstant } from '../../encoding/instant.ts'
import type { Notes } from './notes.ts'
import {
  duration,
  entries,
  instant,
  integer,
  list,
  membersOf,
  number,
  oneOf,
  record,
  text,
  words,
  type Outline,
} from './outline.ts'

const anything: Outline = () => undefined

const effective: Outline = (value, at, notes) => {
  record({ from: instant, until: instant })(value, at, notes)
  const { from, until } = membersOf(value) ?? {}
  if (typeof from !== 'string' || typeof until !== 'string') return
  const [start, end] = [parseInstant(from), parseInstant(until)]
  if (start === undefined || end === undefined || end > start) return
  notes.add('malformed', `${at}.until`, 'must be later than from')
}

/** `[from, offset]`: no place on earth is a day or more from UTC. */
const offset: Outline = (row, at, notes) => {
  const isRow = Array.isArray(row) && row.length === 2 && row.every(Number.isSafeInteger)
  const [from, seconds] = isRow ? (row as [number, number]) : [NaN, NaN]
  if (from >= -8e9 && Math.abs(seconds) < 86_400) return
  notes.add('malformed', at, 'must be unix seconds and an offset of less than a day')
}

const offsets: Outline = (value, at, notes) => {
  const before = notes.count
  list(offset)(value, at, notes)
  if (notes.count > before) return
  const rows = value as readonly (readonly [number, number])[]
  if (rows.length < 1) notes.add('malformed', at, 'must not be empty')
  for (const [i, [from]] of rows.entries()) {
    if (i > 0 && from <= (rows[i - 1] as readonly [number, number])[0]) {
      notes.add('malformed', `${at}[${String(i)}]`, 'must be later than the row before')
    }
  }
}

const basis: Outline = (value, at, notes) => {
  list(text)(value, at, notes)
  if (Array.isArray(value) && value.length === 0) {
    notes.add('no-basis', at, 'must name what the change rests on')
  }
}

const assessment = record(
  { issuer: text, set: text, maxAge: duration },
  { minVersion: entries(integer(0)) },
)

const assessments: Outline = (value, at, notes) => {
  list(assessment)(value, at, notes)
  if (Array.isArray(value) && value.length === 0) {
    const message = 'must say which assessments are recognised, if only those of the set itself'
    notes.add('no-accepts', at, message)
  }
}

const stated: Readonly<Record<string, Outline>> = {
  id: text,
  version: integer(1),
  engine: integer(1),
  title: words,
  effective,
  change: record({ type: text, how: text, basis, requestedBy: text, reviewedBy: text }),
  otherwise: oneOf('check'),
}

/** What an overlay may leave to its base; `rules` are checked one by one. */
const inherited: Readonly<Record<string, Outline>> = {
  zone: record({ id: text, tzdata: text, offsets }),
  accepts: record({ assessments }),
  parameters: entries(record({ value: number }, { unit: text, overridable: oneOf('tighten') })),
  valueSets: entries(list(text)),
  colours: record({ pass: text, check: text, stop: text }),
  rules: anything,
}

const optional: Readonly<Record<string, Outline>> = {
  previous: record({ version: integer(1), sha256: text }),
  cases: record({ count: integer(0), sha256: text }),
  waivers: list(record({ finding: text, no: integer(0), reason: text })),
}

const whole = record({ ...stated, ...inherited }, optional)
const overlay = record(
  { ...stated, extends: record({ id: text, version: integer(1), sha256: text }) },
  { ...optional, ...inherited },
)

/** Notes every fault of form outside of the rules. */
export function checkMembers(set: Readonly<Record<string, unknown>>, notes: Notes): void {
  const outline = Object.hasOwn(set, 'extends') ? overlay : whole
  outline(set, '', notes)
}
