/** Reads published rules from files and folders, in every form in which they are passed on, with the tests that lie beside them. */
import { basename, dirname } from 'node:path'
import { kindAt, readBytes } from '../../edges/file.ts'
import { asObject, parseJson } from '../../edges/json-file.ts'
import { readJsonFolder, type JsonFile } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'

/** A published rule as it was found; its form is not checked yet. */
export interface FoundRule {
  readonly file: string
  /** Where in the file: empty, `rule` or `[3]`. */
  readonly at: string
  readonly value: unknown
  readonly tests: readonly PublishedTest[]
}

/** A test that a country published with its rule. */
export interface PublishedTest {
  readonly id: string
  readonly name: string
  readonly payload: unknown
  readonly external: Readonly<Record<string, unknown>>
  readonly expected: unknown
}

/**
 * Reads rules: a file with one, a list of them, a rule with its tests, or folders of such files at any depth.
 *
 * @throws {@link OperatorError} for what cannot be read, or holds no rule
 */
export async function readRules(paths: readonly string[]): Promise<readonly FoundRule[]> {
  const files: JsonFile[] = []
  for (const path of new Set(paths)) {
    if ((await kindAt(path)) === 'folder') {
      for await (const file of readJsonFolder(path, 'a folder of published rules')) files.push(file)
    } else {
      const what = 'a JSON file with published rules'
      files.push({ path, value: parseJson(await readBytes(path, what), path, what) })
      for (const beside of await testsBeside(path)) files.push(beside)
    }
  }
  const tests = files.filter(({ value }) => isTest(value))
  const rules = files.filter(({ value }) => !isTest(value)).flatMap((file) => rulesIn(file, tests))
  if (rules.length > 0) return rules
  throw new OperatorError(`${paths.join(', ')}: holds no rule; name published rules as JSON`)
}

/** Of a single `rule.json` the folder `tests` beside it. */
async function testsBeside(path: string): Promise<readonly JsonFile[]> {
  const folder = `${dirname(path)}/tests`
  if (basename(path) !== 'rule.json' || (await kindAt(folder)) !== 'folder') return []
  const found: JsonFile[] = []
  for await (const file of readJsonFolder(folder, 'a folder of tests')) found.push(file)
  return found
}

function rulesIn({ path, value }: JsonFile, tests: readonly JsonFile[]): readonly FoundRule[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => found(path, `[${String(i)}]`, item, []))
  }
  const members = asObject(value) ?? {}
  if (Object.hasOwn(members, 'rule')) {
    const own: readonly unknown[] = Array.isArray(members['tests']) ? members['tests'] : []
    const named = own.map((test, i) => testOf(test, `test ${String(i + 1)}`))
    return [found(path, 'rule', members['rule'], named)]
  }
  const folder = `${dirname(path)}/tests`
  const beside = tests.filter((test) => dirname(test.path) === folder)
  const named = beside.map((test) => testOf(test.value, basename(test.path, '.json')))
  return [found(path, '', value, named)]
}

function found(
  file: string,
  at: string,
  value: unknown,
  tests: readonly PublishedTest[],
): FoundRule {
  const members = asObject(value)
  if (members !== undefined && ('Identifier' in members || 'Logic' in members)) {
    return { file, at, value, tests }
  }
  const where = at === '' ? file : `${file} ${at}`
  const advice =
    members !== undefined && 'hash' in members
      ? 'this is the index of a distribution service; name the rules that it lists'
      : 'name published rules as JSON'
  throw new OperatorError(`${where}: is no published rule; ${advice}`)
}

function isTest(value: unknown): boolean {
  const members = asObject(value)
  return members !== undefined && 'expected' in members && !('Logic' in members)
}

function testOf(value: unknown, fallback: string): PublishedTest {
  const { id, name, payload, external, expected } = asObject(value) ?? {}
  const text = typeof id === 'string' ? id : fallback
  return {
    id: text,
    name: typeof name === 'string' ? name : text,
    payload,
    external: asObject(external) ?? {},
    expected,
  }
}
