/** Wraps the published rules of a country into one set: numbered for ever, with the value sets that they read. */
import {
  checkCountryRules,
  type CountryRules,
  type Finding,
  type PublishedRule,
} from 'greengate/rules'
import { asObject } from '../../edges/json-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { digestOf } from '../../edges/digest.ts'
import type { FoundRule } from './read-rules.ts'
import type { ValueSets } from './read-value-sets.ts'

/** What the set says beside the rules. */
export interface Frame {
  readonly id: string
  /** Undefined: one more than the version before, else 1. */
  readonly version: number | undefined
  /** Undefined: from the first begin of a rule to the last end. */
  readonly from: string | undefined
  readonly until: string | undefined
  readonly title: { readonly zh: string; readonly en: string }
  readonly change: CountryRules['change']
  readonly generalGrants: readonly string[]
  readonly invalidation: string | undefined
  /** The set before, whose numbers are kept. */
  readonly previous: unknown
}

/** A rule that has its form, and where it was found. */
export interface SoundRule extends FoundRule {
  readonly value: PublishedRule
}

/** What was found at a place of a file. */
export interface Told {
  readonly where: string
  readonly finding: Finding
}

/** Whether a rule may belong to the set of a country; one that says too little is looked at. */
export function concerns({ value }: FoundRule, country: string | undefined): boolean {
  const { Country, Type } = asObject(value) ?? {}
  return (
    country === undefined ||
    typeof Country !== 'string' ||
    Country === country ||
    Type === 'Invalidation'
  )
}

/** Checks every rule for itself. */
export function checkEach(
  found: readonly FoundRule[],
  valueSets: ValueSets,
): { readonly sound: readonly SoundRule[]; readonly told: readonly Told[] } {
  const told = found.flatMap((rule) => findingsOf(rule, valueSets))
  const isBad = new Set(told.filter(({ finding }) => isError(finding)).map(({ rule }) => rule))
  const sound = found.filter((rule) => !isBad.has(rule)) as readonly SoundRule[]
  return { sound, told }
}

function findingsOf(
  rule: FoundRule,
  valueSets: ValueSets,
): readonly (Told & { readonly rule: FoundRule })[] {
  const { value, file, at } = rule
  const { Country, Type } = asObject(value) ?? {}
  const alone = {
    ...stand,
    country: Country,
    valueSets: valueSets.pick(valueSetsRead(value)),
    ...(Type === 'Invalidation' ? { invalidation: 'true-rejects' } : {}),
    rules: [{ no: 1, rule: value }],
  }
  // Of a rule alone it says nothing that it is not enough.
  return checkCountryRules(alone)
    .filter(({ code }) => code !== 'no-pass-rule' && code !== 'unreachable')
    .map((finding) => {
      const inner =
        finding.at === 'country' ? '.Country' : finding.at.replace(/^rules\[0\](\.rule)?/, '')
      const path = `${at}${at === '' ? inner.replace(/^\./, '') : inner}`
      return { rule, where: path === '' ? file : `${file} ${path}`, finding }
    })
}

/** Stands around a rule that is checked alone. */
const stand = {
  id: 'alone',
  version: 1,
  engine: 'certlogic-1',
  title: { zh: '-', en: '-' },
  effective: { from: '1970-01-01T00:00:00Z', until: '2199-01-01T00:00:00Z' },
  change: { type: '-', how: '-', basis: ['-'], requestedBy: '-', reviewedBy: '-' },
  otherwise: 'check',
}

/** Whether it refuses. */
export function isError({ severity }: Finding): boolean {
  return severity === 'error'
}

/** The countries whose acceptance rules there are. */
export function countriesOf(rules: readonly SoundRule[]): readonly string[] {
  const accepting = rules.filter(({ value }) => value.Type === 'Acceptance')
  return [...new Set(accepting.map(({ value }) => value.Country))].sort()
}

/**
 * Makes the set of a country.
 *
 * @throws {@link OperatorError} for two different rules of one name and version, or a set before that is none
 */
export function wrap(
  country: string,
  rules: readonly SoundRule[],
  valueSets: ValueSets,
  frame: Frame,
): CountryRules {
  const own = withoutDoubles(
    rules.filter(({ value: { Type, Country } }) => Type === 'Invalidation' || Country === country),
  ).map(({ value }) => value)
  const { previous, invalidation, generalGrants } = frame
  const before = previous === undefined ? undefined : before_(previous, country)
  const numbers = numbersFor(own, before)
  const numbered = own
    .map((rule) => ({ no: numbers.get(rule.Identifier) ?? 0, rule }))
    .sort((a, b) => a.no - b.no || byVersion(a.rule.Version, b.rule.Version))
  const names = new Set(own.flatMap((rule) => [...valueSetsRead(rule)]))
  const begins = own.map(({ ValidFrom }) => Date.parse(ValidFrom))
  const ends = own.map(({ ValidTo }) => Date.parse(ValidTo))
  const set = {
    id: frame.id,
    version: frame.version ?? (before === undefined ? 1 : before.version + 1),
    engine: 'certlogic-1',
    title: frame.title,
    effective: {
      from: frame.from ?? text(Math.min(...begins)),
      until: frame.until ?? text(Math.max(...ends)),
    },
    country,
    ...(before === undefined ? {} : { previous: named(before) }),
    change: frame.change,
    valueSets: valueSets.pick(names),
    ...(generalGrants.length === 0 ? {} : { generalGrants }),
    ...(own.some(({ Type }) => Type === 'Invalidation') ? { invalidation } : {}),
    rules: numbered,
    otherwise: 'check',
  }
  return set as CountryRules
}

function text(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}

function named(before: CountryRules): { readonly version: number; readonly sha256: string } {
  return { version: before.version, sha256: digestOf(before, 'the set before') }
}

function before_(value: unknown, country: string): CountryRules {
  const error = checkCountryRules(value).find(isError)
  if (error !== undefined) {
    throw new OperatorError(
      `--previous: ${error.at}: ${error.message}; name a set of country rules`,
    )
  }
  const set = value as CountryRules
  if (set.country === country) return set
  throw new OperatorError(`--previous: is of ${set.country}, not of ${country}; name its set`)
}

/** Old rules keep their numbers, new ones get numbers that nobody had. */
function numbersFor(
  rules: readonly PublishedRule[],
  before: CountryRules | undefined,
): ReadonlyMap<string, number> {
  const numbers = new Map(before?.rules.map(({ no, rule }) => [rule.Identifier, no]))
  let last = Math.max(0, ...numbers.values())
  for (const id of [...new Set(rules.map(({ Identifier }) => Identifier))].sort()) {
    if (!numbers.has(id)) numbers.set(id, (last += 1))
  }
  return numbers
}

function withoutDoubles(rules: readonly SoundRule[]): readonly SoundRule[] {
  const kept = new Map<string, SoundRule>()
  for (const rule of rules) {
    const name = `${rule.value.Identifier} ${rule.value.Version}`
    const first = kept.get(name)
    if (first === undefined) kept.set(name, rule)
    else if (digestOf(first.value, first.file) !== digestOf(rule.value, rule.file)) {
      throw new OperatorError(
        `${first.file} and ${rule.file}: two different rules are ${name}; name the one that counts`,
      )
    }
  }
  return [...kept.values()]
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  const place = left?.findIndex((part, i) => part !== right?.[i]) ?? -1
  return place < 0 ? 0 : (left?.[place] ?? 0) - (right?.[place] ?? 0)
}

/** The names of the value sets that a rule reads. */
function valueSetsRead(rule: unknown): ReadonlySet<string> {
  const names = new Set<string>()
  const waiting: unknown[] = [asObject(rule)?.['Logic']]
  while (waiting.length > 0) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    for (const [operator, value] of Object.entries(part)) {
      const name =
        operator === 'var' ? /^external\.valueSets\.([^.]+)/.exec(String(value))?.[1] : undefined
      if (name === undefined) waiting.push(value)
      else names.add(name)
    }
  }
  return names
}
