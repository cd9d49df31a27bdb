/** Judges a DCC by a country's rules: passage is granted by rules that hold, never left over (docs/country-rules.md 2). */
import { formatInstant } from '../../encoding/instant.ts'
import { GreengateError } from '../../errors.ts'
import { guarded, isRecord, kindsOf, MissingField, missingFields } from './affected-fields.ts'
import {
  sometimesGiven,
  type CompiledCountryRule,
  type CompiledCountryRules,
  type SometimesGiven,
} from './compile-country-rules.ts'
import type { DccKind } from './country-rules.ts'
import { compareVersions, parseVersion, type SemanticVersion } from './semantic-version.ts'
import { nextTurn } from './turning-points.ts'

/** What country rules are asked about. */
export interface CountryQuestion {
  /** The DCC as JSON: what a code carries, its signature checked. */
  readonly payload: unknown
  /** Unix seconds. */
  readonly now: number
  /** Two letters. */
  readonly countryOfArrival: string
  /** The part of the country, where its rules differ. */
  readonly region?: string
  /** What else the code says, and who signed it, as far as it is known: instants as texts. */
  readonly issuerCountryCode?: string
  readonly kid?: string
  readonly iat?: string
  readonly exp?: string
}

/** Why a rule cannot be decided. */
export type Doubt =
  /** The DCC is of an older schema than the rule, of another one, or does not say. */
  | 'schema'
  | 'field-missing'
  | 'external-missing'
  /** Evaluation ended in an error, or in something that is neither true nor false. */
  | 'evaluation'
  /** Whether the rule is for this place, or for this issuer, is not known. */
  | 'applicability'

/** What came of one rule. */
export interface JudgedRule {
  readonly no: number
  /** As published: `VR-DE-0004`. */
  readonly identifier: string
  readonly version: string
  /** `holds`: nothing is against passage; `fails`: the rule refuses it. */
  readonly value: 'holds' | 'fails' | 'undecided'
  readonly doubt?: Doubt
  /** The fields, or the members of `external`, that are missing; sorted. */
  readonly missing?: readonly string[]
}

/** What stands against passage apart from any rule. */
export type CountryGap =
  | { readonly code: 'no-country-rules' | 'not-in-force' | 'payload-malformed' | 'no-entry' }
  | { readonly code: 'no-acceptance-rule'; readonly kind: DccKind }

/** What country rules make of a DCC. */
export interface CountryVerdict {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly kinds: readonly DccKind[]
  readonly gaps: readonly CountryGap[]
  /** The rules that count here and now, in the order of their numbers. */
  readonly rules: readonly JudgedRule[]
  /** The first later instant at which any of this may be otherwise, unix seconds; Infinity: never. */
  readonly next: number
}

/**
 * Judges a DCC. Never throws, whatever the payload; only `pass` opens a gate.
 *
 * @param compiled - The rules of the country of arrival; undefined where there are none: `check`.
 *
 * @example
 * ```ts
 * import { judgeCountry, type CompiledCountryRules } from 'greengate/rules'
 *
 * const failing = (rules: CompiledCountryRules, payload: unknown, now: number): readonly string[] =>
 *   judgeCountry(rules, { payload, now, countryOfArrival: 'DE' })
 *     .rules.filter(({ value }) => value === 'fails')
 *     .map(({ identifier }) => identifier)
 * ```
 */
export function judgeCountry(
  compiled: CompiledCountryRules | undefined,
  question: CountryQuestion,
): CountryVerdict {
  const { payload, now, countryOfArrival } = question
  if (compiled === undefined || compiled.set.country !== countryOfArrival) {
    return without('no-country-rules', Infinity)
  }
  const { from, until } = compiled
  if (now < from) return without('not-in-force', from)
  if (now >= until) return without('not-in-force', Infinity)
  const kinds = isRecord(payload) ? kindsOf(payload) : undefined
  if (!isRecord(payload) || kinds === undefined) return without('payload-malformed', until)
  if (kinds.length === 0) return without('no-entry', until)

  const external = externalOf(question, compiled)
  const version = Object.hasOwn(payload, 'ver') ? parseVersion(payload['ver']) : undefined
  const asked: Asked = {
    payload,
    external,
    version,
    safe: undefined,
    question,
    compiled,
    next: until,
  }
  const rules: JudgedRule[] = []
  const accepted = new Set<DccKind>()
  for (const versions of compiled.rules) {
    const rule = activeVersion(versions, now)
    const kind = rule?.rule.CertificateType
    if (rule === undefined || kind === undefined) continue
    if (kind !== 'General' && !kinds.includes(kind)) continue
    const judged = judgeRule(rule, asked)
    if (judged === undefined) continue
    rules.push(judged)
    if (isGrant(rule, question)) for (const each of grantedBy(kind, compiled)) accepted.add(each)
  }
  const gaps = kinds
    .filter((kind) => !accepted.has(kind))
    .map((kind) => ({ code: 'no-acceptance-rule' as const, kind }))
  const isRefused = rules.some(({ value }) => value === 'fails')
  const isGranted = gaps.length === 0 && rules.every(({ value }) => value === 'holds')
  return {
    outcome: isRefused ? 'stop' : isGranted ? 'pass' : 'check',
    kinds,
    gaps,
    rules,
    next: Math.min(asked.next, compiled.bounds.find((instant) => instant > now) ?? Infinity),
  }
}

function without(code: (CountryGap & { kind?: never })['code'], next: number): CountryVerdict {
  return { outcome: 'check', kinds: [], gaps: [{ code }], rules: [], next }
}

/** The newest of those whose window holds now. */
function activeVersion(
  versions: readonly CompiledCountryRule[],
  now: number,
): CompiledCountryRule | undefined {
  return versions.findLast(({ from, until }) => from <= now && now < until)
}

/** Whether a rule can grant anything here; one of a region grants nothing where the region is not known. */
function isGrant(
  { rule: { Type, Region } }: CompiledCountryRule,
  { region }: CountryQuestion,
): boolean {
  return Type === 'Acceptance' && (Region === undefined || Region === region)
}

function grantedBy(
  kind: CompiledCountryRule['rule']['CertificateType'],
  { set: { generalGrants = [] } }: CompiledCountryRules,
): readonly DccKind[] {
  return kind === 'General' ? generalGrants : [kind]
}

interface Asked {
  readonly payload: Readonly<Record<string, unknown>>
  /** The payload for rules that read what may be missing; made when the first of them is asked. */
  safe: unknown
  readonly external: unknown
  /** Of the schema of the DCC. */
  readonly version: SemanticVersion | undefined
  readonly question: CountryQuestion
  readonly compiled: CompiledCountryRules
  /** The first later instant at which a rule may turn. */
  next: number
}

/** Undefined: the rule is for another place, or for what others issue. */
function judgeRule(compiled: CompiledCountryRule, asked: Asked): JudgedRule | undefined {
  const { rule, fields, externals, clock } = compiled
  const { payload, external, question } = asked
  const scope = scopeOf(compiled, question)
  if (scope === 'elsewhere') return undefined
  if (scope === 'unknown') return doubtful(compiled, 'applicability')
  if (!isReadable(compiled, asked.version)) return doubtful(compiled, 'schema')
  const absent = missingFields(payload, fields)
  if (absent.length > 0) return doubtful(compiled, 'field-missing', absent)
  const unknown = externals.filter((name) => !isStated(question, name))
  if (unknown.length > 0) return doubtful(compiled, 'external-missing', unknown)

  const plain = { payload, external }
  asked.next = Math.min(asked.next, nextTurn(clock, plain, question.now))
  const result = evaluated(
    compiled,
    compiled.readsOpen ? { payload: (asked.safe ??= guarded(payload)), external } : plain,
  )
  if (result instanceof MissingField) return doubtful(compiled, 'field-missing', [result.field])
  if (typeof result !== 'boolean') return doubtful(compiled, 'evaluation')
  const isInverse =
    rule.Type === 'Invalidation' && asked.compiled.set.invalidation === 'true-rejects'
  return judgedRule(compiled, result !== isInverse ? 'holds' : 'fails')
}

function judgedRule(
  { no, rule: { Identifier: identifier, Version: version } }: CompiledCountryRule,
  value: JudgedRule['value'],
): JudgedRule {
  return { no, identifier, version, value }
}

function doubtful(
  compiled: CompiledCountryRule,
  doubt: Doubt,
  missing: readonly string[] = [],
): JudgedRule {
  const judged = { ...judgedRule(compiled, 'undecided'), doubt }
  return missing.length === 0 ? judged : { ...judged, missing }
}

/** Whether a rule is for this place, and an invalidation rule for this issuer. */
function scopeOf(
  { rule: { Type, Region, Country } }: CompiledCountryRule,
  { region, issuerCountryCode: issuer }: CountryQuestion,
): 'here' | 'elsewhere' | 'unknown' {
  const isRegional = Region !== undefined
  const isOfIssuer = Type === 'Invalidation'
  if (isRegional && region !== undefined && region !== Region) return 'elsewhere'
  if (isOfIssuer && issuer !== undefined && issuer !== Country) return 'elsewhere'
  const isUnknown = (isRegional && region === undefined) || (isOfIssuer && issuer === undefined)
  return isUnknown ? 'unknown' : 'here'
}

function isReadable(
  { schemaVersion }: CompiledCountryRule,
  version: SemanticVersion | undefined,
): boolean {
  return version?.[0] === schemaVersion[0] && compareVersions(version, schemaVersion) >= 0
}

/** An error of evaluation is a value like any other that is neither true nor false. */
function evaluated({ evaluate }: CompiledCountryRule, data: unknown): unknown {
  try {
    return evaluate(data)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error
  }
}

function isStated(question: CountryQuestion, name: SometimesGiven): boolean {
  const value: unknown = question[name]
  return typeof value === 'string' && value !== ''
}

function externalOf(
  question: CountryQuestion,
  { set: { valueSets, country } }: CompiledCountryRules,
): unknown {
  const stated = sometimesGiven.filter((name) => isStated(question, name))
  return {
    validationClock: formatInstant(question.now),
    valueSets,
    countryCode: country,
    ...Object.fromEntries(stated.map((name) => [name, question[name]])),
  }
}
