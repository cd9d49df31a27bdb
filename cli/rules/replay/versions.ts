/** The rule sets and fact types of a folder, by id, version and digest; each set is compiled once. */
import { basename } from 'node:path'
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  type Bases,
  type CompiledRuleSet,
  type FactTypes,
} from 'greengate/rules'
import { digestOf } from '../../edges/digest.ts'
import { readJsonFolder } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'
import { factFiles } from '../fact-types-file.ts'
import { basesIn, makeShelf, type Kept, type KeptRuleSet, type Shelf } from '../rule-set-shelf.ts'

export type { KeptRuleSet } from '../rule-set-shelf.ts'

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

/**
 * Reads a folder of rule sets and fact types, at any depth. Other JSON files are passed over.
 *
 * @throws {@link OperatorError}
 */
export async function readVersions(folder: string): Promise<Versions> {
  const sets = makeShelf()
  const factTypes: KeptFactTypes[] = []
  for await (const { path, value } of readJsonFolder(folder, 'a folder of rule sets')) {
    if (factFiles.includes(basename(path))) {
      const types = typesOf(value, path)
      factTypes.push({ path, value, version: types.version, sha256: digestOf(value, path), types })
    } else sets.add(path, value)
  }
  if (factTypes.length === 0) {
    throw new OperatorError(
      `${folder}: holds no ${factFiles.join(' or ')}; put the fact types in it`,
    )
  }
  factTypes.sort((a, b) => b.version - a.version)
  const compiled = new Map<string, Compiled>()
  return {
    ruleSets: (id) => sets.versionsOf(id),
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
function compileWith(factTypes: readonly KeptFactTypes[], set: KeptRuleSet, sets: Shelf): Compiled {
  const [first, ...others] = factTypes as readonly [KeptFactTypes, ...KeptFactTypes[]]
  try {
    return { rules: compile(set, first, basesIn(sets.chainOf(set.value))), types: first }
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
