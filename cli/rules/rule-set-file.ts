/** Reads a rule set as its author keeps it, with where everything stands, and what it needs around it. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Bases, FactTypes } from 'greengate/rules'
import { fileError, kindAt } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { parseRuleSetYaml, placeAt } from '../language/parse-rule-set-yaml.ts'
import { OperatorError } from '../operator-error.ts'
import { factFiles, findFactTypes, readFactTypes } from './fact-types-file.ts'
import { readJson, type Places, type Read, type SyntaxFault } from './json-places.ts'
import { faultsOf, readRuleFile, type RuleFile } from './rule-file.ts'
import { basesIn, makeShelf, type KeptRuleSet, type Shelf } from './rule-set-shelf.ts'
import { completeShelf, completeWritten, finder, lacksDigest } from './written-set.ts'

/** The text of a rule set, and what it says, or why it says nothing. */
export interface RuleSetFile extends RuleFile {
  /** As JSON; undefined where there are faults. */
  readonly value: unknown
  readonly placeOf: Places
  readonly faults: readonly SyntaxFault[]
}

/** What a rule set is judged with. */
export interface Around {
  /** The set, with what its author may leave to `rules build`. */
  readonly value: unknown
  readonly types: FactTypes
  /** The file of the fact types. */
  readonly facts: string
  readonly bases: Bases
  /** All bases, the nearest first. */
  readonly chain: readonly KeptRuleSet[]
  /** Every file and folder that was looked into, for whoever waits for changes. */
  readonly paths: readonly string[]
}

/** Where to look, if not beside the set. */
export interface Whereabouts {
  /** A file of fact types. */
  readonly facts?: string
  /** A folder of rule sets, at any depth. */
  readonly versions?: string
}

const what = 'a rule set'

/**
 * Reads a rule set; `-` is YAML on stdin. Faults of its text are given, not thrown: they have a place.
 *
 * @throws {@link OperatorError} for a file that cannot be read
 */
export async function readRuleSetFile(path: string): Promise<RuleSetFile> {
  const { path: name, text } = await readRuleFile(path, what)
  return takeRuleSet(name, text, isYaml(path) || path === '-')
}

/** Takes a text as a rule set, in the language that the name of its file says. */
export function takeRuleSet(path: string, text: string, isInYaml = isYaml(path)): RuleSetFile {
  const read = isInYaml ? readYaml(text) : readJson(text)
  if ('value' in read) return { path, text, ...read }
  return { path, text, value: undefined, placeOf: () => undefined, faults: read.faults }
}

/**
 * Lists the files that are meant: of a folder all rule sets, at any depth.
 *
 * @throws {@link OperatorError} for a folder without any
 */
export async function listRuleSets(paths: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(paths.map(listOf))
  return [...new Set(lists.flat())]
}

async function listOf(path: string): Promise<readonly string[]> {
  if ((await kindAt(path)) !== 'folder') return [path]
  const found: string[] = []
  for (const file of await filesIn(path, true)) {
    if (looksLikeRuleSet(await readRuleSetFile(file))) found.push(file)
  }
  if (found.length > 0) return found
  throw new OperatorError(`${path}: holds no rule set; name a folder with ${what} in it`)
}

/** Even one that is broken or lacks its id, so that it is found and told. */
export function looksLikeRuleSet({ value, faults }: RuleSetFile): boolean {
  const members = asObject(value) ?? {}
  return faults.length > 0 || Object.hasOwn(members, 'engine') || Array.isArray(members['rules'])
}

/** Finds what rule sets need: fact types always, bases where they have any. */
export type LookAround = (file: Pick<RuleSetFile, 'path' | 'value'>) => Promise<Around>

/** Looks around; what was read once is kept for the next set. */
export function lookAround({ facts, versions }: Whereabouts): LookAround {
  const shelfOf = kept((folder) => makeShelfOf(folder, versions))
  const typesOf = kept(readFactTypes)
  return async ({ path, value }) => {
    const folder = dirname(path)
    const found = facts ?? (await findFactTypes(folder)) ?? (await findIn(versions))
    if (found === undefined) {
      const names = factFiles.join(' or ')
      throw new OperatorError(
        `${path}: no ${names} beside it or above; name the fact types with --facts`,
      )
    }
    const { types } = await typesOf(found)
    const paths = [folder, found, ...(versions === undefined ? [] : [versions])]
    const members = asObject(value) ?? {}
    if (!Object.hasOwn(members, 'extends') && !lacksDigest(members['previous'])) {
      const completed = completeWritten(value, nothing)
      return { value: completed, types, facts: found, bases: nothing, chain: [], paths }
    }
    const shelf = await shelfOf(folder)
    const completed = completeWritten(value, finder(shelf))
    const chain = shelf.chainOf(completed)
    return { value: completed, types, facts: found, bases: basesIn(chain), chain, paths }
  }
}

const nothing = (): undefined => undefined

/** Asks once for each path. */
function kept<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (path) => {
    const answer = answers.get(path) ?? ask(path)
    answers.set(path, answer)
    return answer
  }
}

async function findIn(folder: string | undefined): Promise<string | undefined> {
  return folder === undefined ? undefined : findFactTypes(folder)
}

async function makeShelfOf(folder: string, versions: string | undefined): Promise<Shelf> {
  const shelf = makeShelf()
  const beside = await filesIn(folder, false)
  const published = versions === undefined ? [] : await filesIn(versions, true)
  for (const path of [...beside, ...published]) {
    const { value, faults } = await readRuleSetFile(path)
    // A broken file is no base: the set that names it says that its base is missing.
    if (faults.length === 0) shelf.add(path, value)
  }
  return completeShelf(shelf)
}

async function filesIn(folder: string, isDeep: boolean): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: isDeep, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && isRuleSetName(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    throw fileError(folder, error, 'name a folder of rule sets')
  }
}

/** Whether a file is read where rule sets are looked for. */
export function isRuleSetName(name: string): boolean {
  return endings.test(name) && !isCasesName(name) && !factFiles.includes(name)
}

function isCasesName(name: string): boolean {
  return bareName(name).endsWith('.cases')
}

const endings = /\.(?:json|ya?ml)$/

/** Whether a file is in the language that authors write. */
export function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path)
}

/** A name without the ending of its language: `cn-3301`. */
export function bareName(path: string): string {
  return basename(path).replace(endings, '')
}

/** Reads YAML with infix conditions. */
function readYaml(text: string): Read {
  try {
    const { set, places } = parseRuleSetYaml(text)
    return { value: set, placeOf: (at) => placeAt(places, at), faults: [] }
  } catch (error) {
    return { faults: faultsOf(error) }
  }
}
