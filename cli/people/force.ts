/** Makes a synthetic person stand at boundaries: the facts, measurements and coverage that lie exactly there. */
import type { Coverage, Fact, FieldValue } from 'greengate/issue'
import type { Boundary, Stand } from './boundary.ts'
import { dateText, dayOf, daySeconds, secondText, startOf, yearsBefore } from './calendar.ts'
import type { Draw } from './draw.ts'
import type { Person } from './person.ts'
import type { Fields } from './notebook.ts'

/** Fields of the standard pack that hold an instant; every other field that counts days holds a date. */
const instants = new Set([
  'assessment.at',
  'checkin.at',
  'household.at',
  'order.from',
  'order.until',
  'temperature.at',
  'test.sampledAt',
])

/** A person at the stands: whatever else they had of the kinds concerned is taken away first. */
export function forcedPerson(
  draw: Draw,
  person: Person,
  stands: readonly Stand[],
  now: number,
): Person {
  const gone = new Set(stands.flatMap(({ boundary }) => kindsOf(boundary)))
  const facts: Fact[] = person.facts.filter(({ kind }) => !gone.has(kind))
  let { covers, onSite, region } = person
  const add = (kind: string, fields: Fields): void => {
    const [id, recordedAt] = [`b${facts.length + 1}`, secondText(now)]
    facts.push({ id, kind, source: 'cn-33', recordedAt, fields: resolved(fields, now) })
  }
  for (const { boundary, side } of stands) {
    const { kind, onSite: measured, covers: covered, regions } = boundary
    if (regions?.some((prefix) => region.startsWith(prefix)) === false) {
      region = `${draw.pick(regions)}02`
    }
    if (kind !== undefined) {
      for (const fields of fieldsAt(draw, boundary, side, now)) add(kind, fields)
    }
    if (measured !== undefined) onSite = { temperature: degrees(boundary, side) }
    if (covered !== undefined) {
      covers = coverAt(covers, covered, now - (boundary.value ?? 0) - side)
    }
    for (const also of boundary.also ?? []) add(also.kind, also.fields)
  }
  return { ...person, region, facts, covers, ...(onSite === undefined ? {} : { onSite }) }
}

function kindsOf({ kind, also = [], without = [] }: Boundary): readonly string[] {
  return [...(kind === undefined ? [] : [kind]), ...also.map((fact) => fact.kind), ...without]
}

/** Temperatures are in tenths, and must not be 37.300000000000004. */
function degrees({ value = 0 }: Boundary, side: number): number {
  return Math.round(value * 10 + side) / 10
}

function coverAt(covers: readonly Coverage[], kind: string, until: number): readonly Coverage[] {
  return [...covers.filter((cover) => cover.kind !== kind), { kind, until: secondText(until) }]
}

/** The fields of the facts that put a person there: one fact, but of a count as many as are counted. */
function fieldsAt(draw: Draw, boundary: Boundary, side: number, now: number): readonly Fields[] {
  const { kind = '', field, fields = {}, unit, value = 0 } = boundary
  if (unit === undefined || field === undefined) return [fields]
  const at = (date: number, seconds: number): string =>
    instants.has(`${kind}.${field}`) ? secondText(seconds) : dateText(date)
  const today = dayOf(now)
  switch (unit) {
    case 'second':
      return [{ ...fields, [field]: secondText(now - value - side) }]
    case 'Cel':
      return [{ ...fields, [field]: degrees(boundary, side) }]
    case 'number':
      return [{ ...fields, [field]: value + side }]
    case 'day': {
      const day = today - value - side
      return [{ ...fields, [field]: at(day, edgeOf(draw, day, now)) }]
    }
    case 'year': {
      // A year younger or older, or a day: whoever had the birthday yesterday, or has it tomorrow.
      const isWhole = draw.chance(500_000)
      const day = yearsBefore(today, value + (isWhole ? side : 0)) - (isWhole ? 0 : side)
      return [{ ...fields, [field]: at(day, startOf(day)) }]
    }
    case 'count': {
      // One a day, the last of them today.
      const days = Array.from({ length: Math.max(0, value + side) }, (_, i) => today - i)
      return days.map((day) => ({ ...fields, [field]: at(day, edgeOf(draw, day, now)) }))
    }
  }
}

/** An instant of a day: its first second, its last, or any; of today none that is still to come. */
function edgeOf(draw: Draw, day: number, now: number): number {
  const start = startOf(day)
  const end = dayOf(now) === day ? now : start + daySeconds - 1
  return [start, end, start + draw.below(end - start + 1)][draw.below(3)] ?? start
}

/** Values such as `today-14` and `now-3600` become dates and instants. */
function resolved(fields: Fields, now: number): Fields {
  const value = (stated: FieldValue): FieldValue => {
    const [, from, amount] =
      (typeof stated === 'string' ? /^(today|now)([+-]\d+)$/.exec(stated) : null) ?? []
    if (amount === undefined) return stated
    return from === 'today'
      ? dateText(dayOf(now) + Number(amount))
      : secondText(now + Number(amount))
  }
  return Object.fromEntries(Object.entries(fields).map(([name, stated]) => [name, value(stated)]))
}
