/** Every kept engine against every rule version: the same decision as today's engine, or `check: engine-too-old`. */
import { globSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { canonicalJson } from 'greengate/issue'
import type { Engine, EngineDecision } from './kept-engines.ts'

const folder = 'test-vectors'
const read = (path: string): unknown => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'))
const seconds = (instant: string): number => Date.parse(instant) / 1000
const everything = { states: ['*'], covers: ['*'], regions: ['*'] }

interface Listed {
  readonly id: string
  readonly version: number
  readonly sha256: string
  readonly path: string
  readonly cases: string
  readonly factTypes: string
}

/** Somebody whom the vectors describe. */
export interface MatrixPerson {
  readonly now: string
  readonly factTypes: string
  readonly person: {
    readonly facts: readonly unknown[]
    readonly covers: readonly { readonly kind: string; readonly until: string }[]
    readonly onSite?: Readonly<Record<string, number>>
  }
}

/** Rule set versions of test-vectors/rule-sets/, as signed. */
export interface MatrixSet extends Listed {
  readonly value: Readonly<Record<string, unknown>>
}

/** Reads the rule versions. */
export function matrixSets(): readonly MatrixSet[] {
  const { sets } = read('rule-sets/index.json') as { readonly sets: readonly Listed[] }
  return sets.map((one) => ({
    ...one,
    value: read(`rule-sets/${one.path}`) as MatrixSet['value'],
  }))
}

/** Everybody in the cases of any version: each is asked of all. */
export function matrixPeople(): readonly MatrixPerson[] {
  return matrixSets().flatMap(({ cases, factTypes }) =>
    (
      read(`rule-sets/${cases}`) as { readonly cases: readonly Omit<MatrixPerson, 'factTypes'>[] }
    ).cases.map(({ now, person }) => ({ now, person, factTypes })),
  )
}

/** What an engine says of a set and its people, as bytes; one that cannot run the set says so by the error's code. */
export function verdicts(
  engine: Engine,
  set: MatrixSet,
  people: readonly MatrixPerson[],
  sets: readonly MatrixSet[],
): readonly string[] {
  const types = engine.parseFactTypes(read(`rule-sets/${set.factTypes}`))
  const bases = (id: string, version: number): object | undefined => {
    const found = sets.find((one) => one.id === id && one.version === version)
    return found && { value: found.value, sha256: digestOf(found.value) }
  }
  let rules: unknown
  try {
    rules = engine.compileRuleSet(set.value, types, bases)
  } catch (error) {
    return people.map(() => (error as { readonly code?: string }).code ?? 'thrown')
  }
  return people
    .filter(({ factTypes }) => factTypes === set.factTypes)
    .map(({ now, person: { facts, covers, onSite = {} } }) => {
      const coverage = covers.map(({ kind, until }) => ({ kind, until: seconds(until) }))
      const base = engine.makeFactBase({ facts, coverage, permission: everything }, types)
      return JSON.stringify(engine.evaluate(rules, base, seconds(now), onSite))
    })
}

const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url')

/** A DCC under country rules. */
export interface CountryQuestion {
  readonly id: string
  readonly set: unknown
  readonly question: object
}

/** Every case of test-vectors/country/. */
export function countryQuestions(): readonly CountryQuestion[] {
  const { groups } = read('country/judged.json') as {
    readonly groups: readonly {
      readonly given: { readonly countryRules: unknown }
      readonly cases: readonly {
        readonly id: string
        readonly now: string
        readonly payload: unknown
        readonly place: object
      }[]
    }[]
  }
  return groups.flatMap(({ given, cases }) =>
    cases.map(({ id, now, payload, place }) => ({
      ...{ id, set: given.countryRules },
      question: { payload, now: seconds(now), ...place },
    })),
  )
}

/** What an engine says of one. */
export function countryVerdict(engine: Engine, { set, question }: CountryQuestion): string {
  const rules = set === null ? undefined : engine.compileCountryRules(set)
  return JSON.stringify(engine.judgeCountry(rules, question))
}

/** A presentation of test-vectors/verify/, and what its verifier has. */
export interface Presentation {
  readonly id: string
  readonly given: {
    readonly root: string | null
    readonly bundle: string | null
    readonly acceptedAt: string
    readonly class?: string
  }
  readonly now: string
  readonly context: Readonly<Record<string, unknown>>
  readonly texts: unknown
}

/** Those that need neither the keys of a station nor a reader of certificates, which are no part of an engine. */
export function presentations(): readonly Presentation[] {
  return globSync(`${folder}/verify/*.json`)
    .toSorted()
    .filter((path) => !/vds-nc|shc/.test(path))
    .flatMap((path) => {
      const { groups } = JSON.parse(readFileSync(path, 'utf8')) as {
        readonly groups: readonly {
          readonly given: Presentation['given'] & { readonly groupKey?: string }
          readonly cases: readonly (Presentation & { readonly text?: string })[]
        }[]
      }
      return groups
        .filter(({ given }) => given.groupKey === undefined)
        .flatMap(({ given, cases }) =>
          cases.map(({ id, now, context, text, texts }) => ({
            ...{ id, given, now, context, texts: text ?? texts ?? [] },
          })),
        )
    })
}

/** Decides with one engine; a bundle is accepted once. */
export function decider(engine: Engine): (shown: Presentation) => Promise<EngineDecision> {
  const bundles = new Map<string, Promise<unknown>>()
  const open = async ({ root, bundle, acceptedAt, class: of }: Presentation['given']) => {
    if (root === null) return undefined
    const bytes = (name: string) => new Uint8Array(readFileSync(`${folder}/bundle/${name}`))
    const options = { worlds: ['test'], ...(of !== undefined && { class: of }) }
    const pinned = await engine.pinRoot(bytes(root), options)
    if (bundle === null) return pinned
    return engine.acceptBundle(pinned, bytes(bundle), new Date(acceptedAt))
  }
  return async ({ given, now, context, texts }) => {
    const key = JSON.stringify(given)
    const bundle = bundles.get(key) ?? open(given)
    bundles.set(key, bundle)
    const { startedAt } = context
    return engine.verify(texts, {
      ...{ bundle: await bundle, now: new Date(now) },
      context: {
        ...context,
        ...(typeof startedAt === 'string' && { startedAt: new Date(startedAt) }),
      },
      ...{ formats: engine.allFormats, countryRules: engine.countryRules },
    })
  }
}

/** Of a decision all but what names the engine: a later one may call itself so. */
export function comparable(decision: EngineDecision): string {
  const { basis, ...rest } = decision as EngineDecision & { readonly basis: object }
  return JSON.stringify({ ...rest, basis: { ...basis, engine: null } })
}

/** What became of a presentation: staff are called where an engine is too old, or where it has no reader of certificates. */
export function answerOf({
  outcome,
  reasons,
}: EngineDecision): 'decided' | 'engine-too-old' | 'unsupported-key' {
  if (outcome !== 'check') return 'decided'
  const codes = reasons.map(({ code }) => code)
  if (codes.includes('engine-too-old')) return 'engine-too-old'
  return codes.includes('unsupported-key') ? 'unsupported-key' : 'decided'
}
