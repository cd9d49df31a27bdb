/** The rule sets and fact types of a folder, by id, version and digest; each is compiled once. */
import { basename } from 'node:path'
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  type Bases,
  type CompiledRuleSet,
  type FactTypes,
} from 'greengate/rules'
import { readJsonFolder } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'
import { factFiles } from '../fact-types-file.ts'
import { digestOf, makeShelf, type Kept, type KeptRuleSet } from '../rule-set-shelf.ts'

export type { KeptRuleSet } from '../rule-set-shelf.ts'

/** Fact types of the folder. */
export interface KeptFactTypes extends Kept {
  readonly types: FactTypes
}

/** All that the folder holds. */
export interface Versions {
  /** Of one id, versions ascending; several of one version where their bytes differ. */
  ruleSets(id: string): readonly KeptRuleSet[]
  readonly factTypes: readonly KeptFactTypes[]
  /** @throws {@link OperatorError} for a set that cannot be run with these fact types. */
  compile(set: KeptRuleSet, types: KeptFactTypes): CompiledRuleSet
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
  const compiled = new Map<string, CompiledRuleSet>()
  return {
    ruleSets: (id) => sets.versionsOf(id),
    factTypes: factTypes.toSorted((a, b) => a.version - b.version),
    compile(set, types) {
      const key = `${set.sha256} ${types.sha256}`
      const made = compiled.get(key) ?? compile(set, types, sets.basesOf(set.value))
      compiled.set(key, made)
      return made
    },
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
