/** Finds rule sets by id, version and digest among the files of a folder, and compiles each once. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { canonicalJson } from 'greengate/issue'
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  type Bases,
  type CompiledRuleSet,
  type FactTypes,
} from 'greengate/rules'
import { asObject } from '../../edges/json-file.ts'
import { readJsonFolder } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'

/** A document of the folder. */
interface Kept {
  readonly path: string
  readonly value: unknown
  readonly version: number
  /** Of its canonical JSON, base64url. */
  readonly sha256: string
}

/** A rule set version of the folder. */
export interface KeptRuleSet extends Kept {
  readonly id: string
  /** When it is in force, unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
}

/** Fact types of the folder. */
export interface KeptFactTypes extends Kept {
  readonly types: FactTypes
}

/** All that the folder holds. */
export interface Versions {
  /** Of one id, versions ascending; several of one version where their bytes differ. */
  ruleSets(id: string): readonly KeptRuleSet[]
  /**
   * Compiles a set with the fact types of a digest; where they are not here, or none is named, with the newest
   * that have every kind it reads.
   *
   * @throws {@link OperatorError} for a set that cannot be run.
   */
  compile(set: KeptRuleSet, types: string | undefined): Compiled
}

/** A set ready to run, and the fact types that it was compiled with. */
export interface Compiled {
  readonly rules: CompiledRuleSet
  readonly types: KeptFactTypes
}

const factFiles = ['facts.json', 'fact-types.json']

/**
 * Reads a folder of rule sets and fact types, at any depth. Other JSON files are passed over.
 *
 * @throws {@link OperatorError}
 */
export async function readVersions(folder: string): Promise<Versions> {
  const sets = new Map<string, KeptRuleSet[]>()
  const factTypes: KeptFactTypes[] = []
  for await (const { path, value } of readJsonFolder(folder, 'a folder of rule sets')) {
    const members = asObject(value) ?? {}
    if (factFiles.includes(basename(path))) {
      const types = typesOf(value, path)
      factTypes.push({ path, value, version: types.version, sha256: digestOf(value, path), types })
    } else if (isRuleSet(members)) {
      const { id, version } = members
      const known = sets.get(id) ?? []
      const sha256 = digestOf(value, path)
      if (!known.some((set) => set.version === version && set.sha256 === sha256)) {
        sets.set(id, [...known, { path, value, version, sha256, id, ...windowOf(members) }])
      }
    }
  }
  if (factTypes.length === 0) {
    throw new OperatorError(
      `${folder}: holds no ${factFiles.join(' or ')}; put the fact types in it`,
    )
  }
  factTypes.sort((a, b) => b.version - a.version)
  const compiled = new Map<string, Compiled>()
  return {
    ruleSets: (id) => (sets.get(id) ?? []).toSorted((a, b) => a.version - b.version),
    compile(set, digest) {
      const exact = factTypes.find(({ sha256 }) => sha256 === digest)
      const key = `${set.sha256} ${exact?.sha256 ?? 'newest'}`
      const made =
        compiled.get(key) ?? compileWith(exact === undefined ? factTypes : [exact], set, sets)
      compiled.set(key, made)
      return made
    },
  }
}

/** Takes the first fact types that have every kind of the set. */
function compileWith(
  factTypes: readonly KeptFactTypes[],
  set: KeptRuleSet,
  sets: ReadonlyMap<string, readonly KeptRuleSet[]>,
): Compiled {
  const [first, ...others] = factTypes as readonly [KeptFactTypes, ...KeptFactTypes[]]
  try {
    return { rules: compile(set, first, basesOf(set.value, sets)), types: first }
  } catch (error) {
    const cause = error instanceof OperatorError ? error.cause : undefined
    const isKind = cause instanceof GreengateError && cause.code === 'ERR_RULE_SET_FACT_TYPE'
    if (!isKind || others.length === 0) throw error
    return compileWith(others, set, sets)
  }
}

function compile(
  { path, value }: KeptRuleSet,
  { types }: KeptFactTypes,
  bases: Bases,
): CompiledRuleSet {
  try {
    return compileRuleSet(value, types, bases)
  } catch (error) {
    throw unusable(path, error)
  }
}

/** Finds the bases of an overlay by the digests that it and they name: a folder may hold others of that name. */
function basesOf(value: unknown, sets: ReadonlyMap<string, readonly KeptRuleSet[]>): Bases {
  const chain = new Map<string, KeptRuleSet>()
  let named = asObject(asObject(value)?.['extends'])
  while (named !== undefined) {
    const { id, version, sha256 } = named
    const kept = (sets.get(String(id)) ?? []).filter((set) => set.version === version)
    const found = kept.find((set) => set.sha256 === sha256) ?? kept[0]
    const name = `${String(id)} ${String(version)}`
    if (found === undefined || chain.has(name)) break
    chain.set(name, found)
    named = asObject(asObject(found.value)?.['extends'])
  }
  return (id, version) => chain.get(`${id} ${String(version)}`)
}

function typesOf(value: unknown, path: string): FactTypes {
  try {
    return parseFactTypes(value)
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, error: unknown): unknown {
  if (!(error instanceof GreengateError)) return error
  const advice = 'take it as it was published'
  return new OperatorError(`${path}: ${error.message} (${error.code}); ${advice}`, { cause: error })
}

function isRuleSet(
  members: Readonly<Record<string, unknown>>,
): members is { readonly id: string; readonly version: number } {
  const { id, version, rules, extends: base } = members
  return typeof id === 'string' && Number.isSafeInteger(version) && (rules ?? base ?? null) !== null
}

/** A window that cannot be read is never in force; compiling such a set says why. */
function windowOf({ effective }: Readonly<Record<string, unknown>>): {
  readonly from: number
  readonly until: number
} {
  const { from, until } = asObject(effective) ?? {}
  const seconds = (text: unknown): number => Date.parse(String(text)) / 1000
  return { from: seconds(from), until: seconds(until) }
}

function digestOf(value: unknown, path: string): string {
  try {
    return createHash('sha256').update(canonicalJson(value)).digest('base64url')
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new OperatorError(`${path}: has no canonical form; take it as it was published`)
  }
}
