/** For the test of the report: counts the same people again, plainly, with `evaluate` and a calendar of another hand. */
import { Temporal } from 'temporal-polyfill'
import { evaluate, makeFactBase, type CompiledRuleSet, type Verdict } from 'greengate/rules'
import type { Person } from '../../people/main.ts'

const order = ['pass', 'check', 'missing', 'stop']
const bands = ['0-5', '6-17', '18-39', '40-59', '60-79', '80+', 'unknown']

/** One person, judged twice. */
export interface Judged {
  readonly id: string
  readonly region: string
  readonly band: string
  readonly from: string
  readonly to: string
  readonly a: Verdict
  readonly b: Verdict
}

const stateOf = ({ outcome, fired, missing }: Verdict): string =>
  outcome === 'check' && fired.length === 0 && missing.length > 0 ? 'missing' : outcome

const bandOf = ({ facts }: Person, today: Temporal.PlainDate): string => {
  const births = new Set(
    facts.filter(({ kind }) => kind === 'person').map(({ fields }) => fields['birthDate']),
  )
  const [birth] = births
  if (births.size !== 1 || typeof birth !== 'string') return 'unknown'
  const { years } = Temporal.PlainDate.from(birth).until(today, { largestUnit: 'years' })
  return bands[[6, 18, 40, 60, 80].filter((begin) => years >= begin).length] ?? 'unknown'
}

/** Judges everybody. */
export const judgeAll = (
  people: readonly Person[],
  { a, b, now }: { readonly a: CompiledRuleSet; readonly b: CompiledRuleSet; readonly now: number },
): readonly Judged[] => {
  const instant = Temporal.Instant.fromEpochMilliseconds(now * 1000)
  const today = instant.toZonedDateTimeISO(b.set.zone.id).toPlainDate()
  const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
  return people.map((person) => {
    const coverage = person.covers.map(({ kind, until }) => ({
      kind,
      until: Date.parse(until) / 1000,
    }))
    const judge = (set: CompiledRuleSet): Verdict => {
      const base = makeFactBase({ facts: person.facts, coverage, permission }, set.vocabulary)
      return evaluate(set, base, now, { ...person.onSite })
    }
    const [x, y] = [judge(a), judge(b)]
    return {
      id: person.id,
      region: person.region.slice(0, 4),
      band: bandOf(person, today),
      from: stateOf(x),
      to: stateOf(y),
      a: x,
      b: y,
    }
  })
}

const isOtherwise = ({ a, b }: Judged): boolean => a.outcome !== b.outcome
const worse = ({ a, b }: Judged): boolean =>
  isOtherwise({ a, b } as Judged) && (b.outcome === 'stop' || a.outcome === 'pass')

/** People, changed, share, stricter, looser. */
const groupRow = (people: readonly Judged[]): readonly number[] => {
  const changed = people.filter(isOtherwise)
  const stricter = changed.filter(worse)
  return [
    people.length,
    changed.length,
    people.length === 0 ? 0 : changed.length / people.length,
    stricter.length,
    changed.length - stricter.length,
  ]
}

const wayOf = ({ from, to, a, b }: Judged): string => {
  const ground = ({ fired, missing }: Verdict): string =>
    fired.length > 0 ? fired.join(',') : missing.join(',')
  return [from, to, ground(a), ground(b)].join(' | ')
}

const grouped = (
  judged: readonly Judged[],
  by: (one: Judged) => string,
): ReadonlyMap<string, readonly Judged[]> => {
  const groups = new Map<string, Judged[]>()
  for (const one of judged) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

/** The numbers that the tables of the report must hold, by the ids of the tables. */
export const recount = (
  judged: readonly Judged[],
  { a, b }: { readonly a: CompiledRuleSet; readonly b: CompiledRuleSet },
): {
  readonly sums: Readonly<Record<string, number>>
  readonly tables: Readonly<Record<string, readonly (readonly number[])[]>>
  /** For each change the counts of its ways, descending. */
  readonly ways: ReadonlyMap<string, readonly number[]>
} => {
  const count = (is: (one: Judged) => boolean): number => judged.filter(is).length
  const cells = order.map((from) =>
    order.map((to) => count((one) => one.from === from && one.to === to)),
  )
  const sum = (numbers: readonly number[]): number => numbers.reduce((x, y) => x + y, 0)
  const nos = [...new Set([a, b].flatMap(({ rules }) => rules.map(({ rule }) => rule.no)))]
  const ways = new Map<string, number[]>()
  for (const [way, some] of grouped(
    judged.filter(({ from, to }) => from !== to),
    wayOf,
  )) {
    const change = way.split(' | ').slice(0, 2).join(' ')
    ways.set(
      change,
      [...(ways.get(change) ?? []), some.length].sort((x, y) => y - x),
    )
  }
  const [people = 0, changed = 0, , stricter = 0, looser = 0] = groupRow(judged)
  const regions = [...grouped(judged, ({ region }) => region)].sort(([x], [y]) => (x < y ? -1 : 1))
  return {
    sums: {
      people,
      changed,
      stricter,
      looser,
      unchanged: people - changed,
      'other-rules': count(
        ({ from, to, a: x, b: y }) => from === to && x.fired.join() !== y.fired.join(),
      ),
    },
    tables: {
      matrix: [
        ...cells.map((row) => [...row, sum(row)]),
        [...order.map((_, to) => sum(cells.map((row) => row[to] ?? 0))), people],
      ],
      'rules-table': nos
        .sort((x, y) => x - y)
        .map((no) => [
          no,
          count(({ a: x }) => x.fired.includes(no)),
          count(({ b: y }) => y.fired.includes(no)),
          count((one) => isOtherwise(one) && one.a.fired.includes(no)),
          count((one) => isOtherwise(one) && one.b.fired.includes(no)),
        ]),
      'regions-table': regions.map(([name, some]) => {
        const row = groupRow(some)
        return [Number(name), ...row, row[2] ?? 0]
      }),
      'ages-table': bands.map((band) => groupRow(judged.filter((one) => one.band === band))),
    },
    ways,
  }
}

/** What a share reads, to the digits that it has. */
export const isShare = (text: string, share: number): boolean => {
  const [, sign, digits = ''] = /^([<>] )?([\d.]+) %$/.exec(text) ?? []
  const percent = share * 100
  if (sign === '< ') return percent > 0 && percent < Number(digits)
  if (sign === '> ') return percent < 100 && percent > Number(digits)
  const half = 0.5 * 10 ** -(digits.split('.')[1]?.length ?? 0)
  return digits !== '' && Math.abs(percent - Number(digits)) <= half + 1e-9
}
