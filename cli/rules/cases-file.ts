/** Reads the cases of a rule set: a person, an instant, and what must come out. */
import { dirname, join } from 'node:path'
import { digestOf } from '../edges/digest.ts'
import { kindAt } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import {
  BadPart,
  listOf,
  membersOf,
  parsePerson,
  refused,
  secondsOf,
  textOf,
  type Person,
} from './person-file.ts'
import { bareName, isYaml, readRuleSetFile, type RuleSetFile } from './rule-set-file.ts'

export type Outcome = 'pass' | 'check' | 'stop'

/** One case. */
export interface Case {
  /** Its path in the file: `cases[3]`. */
  readonly at: string
  readonly id: string
  readonly comment: string
  /** Unix seconds. */
  readonly now: number
  readonly person: Person
  readonly outcome: Outcome
  /** The rules that make the outcome, ascending. */
  readonly fired: readonly number[]
  /** Whether something unknown could change the outcome; undefined: does not matter. */
  readonly missing: boolean | undefined
}

/** The cases of a rule set. */
export interface CasesFile {
  readonly path: string
  /** The set that they were written for; undefined where they do not say. */
  readonly ruleSet: { readonly id: string; readonly version: number } | undefined
  readonly cases: readonly Case[]
  /** The whole document, which a rule set names by its digest. */
  readonly value: unknown
}

const what = 'a file of cases'

/**
 * Reads cases.
 *
 * @throws {@link OperatorError} with the path of what is wrong
 */
async function readCases(path: string): Promise<CasesFile> {
  return casesIn(await readRuleSetFile(path))
}

function casesIn(file: RuleSetFile): CasesFile {
  const { path, faults } = file
  const [fault] = faults
  if (fault !== undefined) {
    const { line, column, message } = fault
    throw new OperatorError(`${path}:${line}:${column}: ${message}; mend ${what}`)
  }
  const { bad, ...cases } = takeCases(file)
  const [first] = bad
  if (first !== undefined) throw new OperatorError(`${path}: ${first.message}`)
  return cases
}

/**
 * Reads the cases that lie beside a rule set: those of `cn-3301.yaml` in `cn-3301.cases.yaml`.
 *
 * @throws {@link OperatorError} also where there are none
 */
export async function casesBeside(path: string): Promise<CasesFile> {
  const cases = await findCases(path)
  if (cases !== undefined) return readCases(cases)
  const name = await casesPath(path)
  throw new OperatorError(
    `${path}: has no cases beside it; write ${name} (see greengate rules test --help)`,
  )
}

/** Finds the file of cases that lies beside a rule set, in the same language first. */
export async function findCases(path: string): Promise<string | undefined> {
  for (const ending of isYaml(path) ? ['yaml', 'yml', 'json'] : ['json', 'yaml', 'yml']) {
    const cases = `${stemOf(path)}.${ending}`
    if ((await kindAt(cases)) === 'file') return cases
  }
  return undefined
}

/** Where the cases of a rule set are, or would be. */
export async function casesPath(path: string): Promise<string> {
  return (await findCases(path)) ?? `${stemOf(path)}.${isYaml(path) ? 'yaml' : 'json'}`
}

function stemOf(path: string): string {
  return join(dirname(path), `${bareName(path)}.cases`)
}

/**
 * Names the cases that lie beside a set as its author keeps it, as `rules build` does.
 *
 * @throws {@link OperatorError} for cases that are none
 */
export async function withCases(value: unknown, path: string): Promise<unknown> {
  const set = asObject(value)
  const beside = set === undefined || !isYaml(path) ? undefined : await findCases(path)
  if (beside === undefined) return value
  const { cases, value: file } = await readCases(beside)
  return { ...set, cases: { count: cases.length, sha256: digestOf(file, beside) } }
}

/** Takes the good cases of a file, and says what is wrong with the rest. */
export function takeCases({
  path,
  value,
}: Pick<RuleSetFile, 'path' | 'value'>): CasesFile & { readonly bad: readonly BadPart[] } {
  const bad: BadPart[] = []
  const part = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof BadPart)) throw error
      bad.push(error)
      return undefined
    }
  }
  const file = part(() => membersOf(value, '', ['$schema', 'about', 'ruleSet', 'cases'])) ?? {}
  const list = bad.length > 0 ? [] : part(() => listOf(file['cases'], 'cases', (item) => item))
  const ids = new Set<string>()
  const cases = (list ?? []).flatMap((item, i) => {
    const at = `cases[${String(i)}]`
    const one = part(() => {
      const parsed = parseCase(item, at)
      if (!ids.has(parsed.id)) return parsed
      throw refused(`${at}.id`, 'is that of another case; give it its own')
    })
    if (one !== undefined) ids.add(one.id)
    return one ?? []
  })
  const ruleSet = file['ruleSet'] === undefined ? undefined : part(() => parseOf(file['ruleSet']))
  return { path, value, ruleSet, cases, bad }
}

function parseOf(value: unknown): CasesFile['ruleSet'] {
  const { id, version } = membersOf(value, 'ruleSet', ['id', 'version'])
  if (!Number.isSafeInteger(version)) throw refused('ruleSet.version', 'must be a whole number')
  return { id: textOf(id, 'ruleSet.id'), version: version as number }
}

const caseMembers = ['id', 'comment', 'now', 'person', 'outcome', 'fired', 'missing']

function parseCase(value: unknown, at: string): Case {
  const members = membersOf(value, at, caseMembers)
  const { outcome, missing, comment = '' } = members
  if (outcome !== 'pass' && outcome !== 'check' && outcome !== 'stop') {
    throw refused(`${at}.outcome`, 'must be pass, check or stop')
  }
  if (missing !== undefined && typeof missing !== 'boolean') {
    throw refused(`${at}.missing`, 'must be true or false')
  }
  return {
    at,
    id: textOf(members['id'], `${at}.id`),
    comment: typeof comment === 'string' ? comment : textOf(comment, `${at}.comment`),
    now: secondsOf(members['now'], `${at}.now`),
    person: parsePerson(members['person'], `${at}.person`),
    outcome,
    fired: listOf(members['fired'], `${at}.fired`, (no, place) => {
      if (!Number.isSafeInteger(no)) throw refused(place, 'must be the number of a rule')
      return no as number
    }).toSorted((a, b) => a - b),
    missing,
  }
}
