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
import { compareVersions, parseVersion } from './semantic-version.ts'
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
  const asked: Asked = { payload, external, safe: guarded(payload), question, compiled }
  const active = compiled.rules.flatMap((versions) => activeVersion(versions, now) ?? [])
  const concerned = active.filter(({ rule: { CertificateType: kind } }) =>
    kind === 'General' ? true : kinds.includes(kind),
  )
  const answers = concerned.flatMap((rule) => judgeRule(rule, asked) ?? [])
  const gaps = kinds
    .filter((kind) => !isAccepted(kind, concerned, compiled, question))
    .map((kind) => ({ code: 'no-acceptance-rule' as const, kind }))
  const rules = answers.map(({ judged }) => judged)
  const isRefused = rules.some(({ value }) => value === 'fails')
  const isGranted = gaps.length === 0 && rules.every(({ value }) => value === 'holds')
  const bounds = compiled.rules.flat().flatMap((rule) => [rule.from, rule.until])
  const turns = [until, ...bounds, ...answers.map(({ turn }) => turn)]
  return {
    outcome: isRefused ? 'stop' : isGranted ? 'pass' : 'check',
    kinds,
    gaps,
    rules,
    next: Math.min(...turns.filter((instant) => instant > now)),
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

/** A rule of one region alone grants nothing elsewhere. */
function isAccepted(
  kind: DccKind,
  rules: readonly CompiledCountryRule[],
  { set: { generalGrants = [] } }: CompiledCountryRules,
  { region }: CountryQuestion,
): boolean {
  return rules.some(
    ({ rule: { Type, CertificateType, Region } }) =>
      Type === 'Acceptance' &&
      (Region === undefined || Region === region) &&
      (CertificateType === kind || (CertificateType === 'General' && generalGrants.includes(kind))),
  )
}

interface Asked {
  readonly payload: Readonly<Record<string, unknown>>
  /** The payload for evaluation. */
  readonly safe: unknown
  readonly external: unknown
  readonly question: CountryQuestion
  readonly compiled: CompiledCountryRules
}

interface Answer {
  readonly judged: JudgedRule
  readonly turn: number
}

/** Undefined: the rule is for another place, or for what others issue. */
function judgeRule(compiled: CompiledCountryRule, asked: Asked): Answer | undefined {
  const { no, rule, fields, externals, schemaVersion, clock } = compiled
  const { payload, external, safe, question } = asked
  const name = { no, identifier: rule.Identifier, version: rule.Version }
  const doubtful = (doubt: Doubt, missing: readonly string[] = []): Answer => ({
    judged: {
      ...name,
      value: 'undecided',
      doubt,
      ...(missing.length === 0 ? {} : { missing }),
    },
    turn: Infinity,
  })
  const scopes = [
    ...(rule.Region === undefined ? [] : [[rule.Region, question.region]]),
    ...(rule.Type === 'Acceptance' ? [] : [[rule.Country, question.issuerCountryCode]]),
  ]
  if (scopes.some(([its, ours]) => ours !== undefined && ours !== its)) return undefined
  if (scopes.some(([, ours]) => ours === undefined)) return doubtful('applicability')

  const version = Object.hasOwn(payload, 'ver') ? parseVersion(payload['ver']) : undefined
  const isReadable =
    version?.[0] === schemaVersion[0] && compareVersions(version, schemaVersion) >= 0
  if (!isReadable) return doubtful('schema')
  const absent = missingFields(payload, fields)
  if (absent.length > 0) return doubtful('field-missing', absent)
  const unknown = externals.filter((external) => !isStated(question, external))
  if (unknown.length > 0) return doubtful('external-missing', unknown)
  const turn = nextTurn(clock, { payload, external }, question.now)
  const result = evaluated(compiled, { payload: safe, external })
  if (result instanceof MissingField) {
    return { ...doubtful('field-missing', [result.field]), turn }
  }
  if (typeof result !== 'boolean') return { ...doubtful('evaluation'), turn }
  const isInverse =
    rule.Type === 'Invalidation' && asked.compiled.set.invalidation === 'true-rejects'
  return { judged: { ...name, value: result !== isInverse ? 'holds' : 'fails' }, turn }
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
