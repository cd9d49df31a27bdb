/** `greengate rules build`: makes the JSON that is signed of a rule set that was written. */
import { Command } from 'commander'
import { canonicalJson } from 'greengate/issue'
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  resolveRuleSet,
  type Bases,
} from 'greengate/rules'
import { digestOf } from '../edges/digest.ts'
import { kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { print, printJson } from '../edges/output.ts'
import { parseRuleSetYaml, placeAt, type WrittenRuleSet } from '../language/parse-rule-set-yaml.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { completeSet, type Beside } from './complete-set.ts'
import { readRuleFile, showError, showErrors, type RuleFile } from './rule-file.ts'

interface Options {
  readonly out?: string
  readonly zone?: string
  readonly zoneFrom: string
  readonly previous?: string
  readonly extends: readonly string[]
  readonly types?: string
  readonly json?: true
}

/** Builds the command. */
export function buildCommand(finish: (code: ExitCode) => void): Command {
  return new Command('build')
    .description('make the JSON that is signed of a rule set in YAML')
    .argument('<file>', 'a rule set in YAML; - for stdin')
    .option('--out <file>', 'write it there, and print {"id", "version", "sha256"}')
    .option('--zone <id>', 'the time zone, in place of the one that the set names')
    .option('--zone-from <instant>', 'where its table begins', '1900-01-01T00:00:00Z')
    .option('--previous <file>', 'the version before, as JSON')
    .option('--extends <file>', 'the base, as JSON; again for its own base', collect, [])
    .option('--types <file>', 'fact types, as JSON: check every name and type too')
    .option('--json', 'print JSON, as it always does')
    .action(async (file: string, options: Options) => {
      finish(await run(file, options))
    })
    .addHelpText('after', help)
}

const help = `
Prints the canonical JSON (RFC 8785), the bytes whose digest others pin. It fills in:
  zone      where only its id stands (zone: Asia/Shanghai), the table until effective.until, from this machine's
            time-zone data; a table that stands there is kept
  previous  version and digest of --previous
  extends   the digest of that --extends which has the id and the version that the set names
  cases     number and digest of NAME.cases.json or NAME.cases.yaml, where it lies beside NAME.yaml

What is wrong in the set is shown at its characters. Without --types its form is checked; with them all of it.

Exit code: 0 made, 2 a set with errors, or usage.

Examples:
  greengate rules build demo.yaml --types facts.json --out demo.json
  greengate rules build cn-3301.yaml --previous 13/cn-3301.json --extends cn-33.json > cn-3301.json`

function collect(path: string, before: readonly string[]): readonly string[] {
  return [...before, path]
}

async function run(path: string, options: Options): Promise<ExitCode> {
  const file = await readRuleFile(path)
  let written: WrittenRuleSet
  try {
    written = parseRuleSetYaml(file.text)
  } catch (error) {
    if (!showErrors(file, error)) throw error
    return exitCodes.operatorError
  }
  const bases = await Promise.all(options.extends.map((base) => readBeside(base, 'a rule set')))
  const { previous, zone, zoneFrom, types, out } = options
  const cases = path === '-' ? undefined : await casesBeside(path)
  const set = completeSet(asObject(written.set) ?? {}, {
    zoneFrom,
    bases,
    ...(zone === undefined ? {} : { zone }),
    ...(previous === undefined ? {} : { previous: await readBeside(previous, 'a rule set') }),
    ...(cases === undefined ? {} : { cases }),
  })
  const facts = types === undefined ? undefined : await readBeside(types, 'fact types')
  if (!check(set, written, file, bases, facts)) return exitCodes.operatorError
  const text = canonicalJson(set)
  if (out === undefined) print(text)
  else {
    await writeWhole(out, text)
    const { id, version } = set
    printJson({ id, version, sha256: digestOf(set, path) })
  }
  return exitCodes.done
}

/** Whether the engine takes the set; what it finds is shown where it stands in the file. */
function check(
  set: unknown,
  { places }: WrittenRuleSet,
  file: RuleFile,
  given: readonly Beside[],
  facts: Beside | undefined,
): boolean {
  const types = facts === undefined ? undefined : typesOf(facts)
  const bases: Bases = (id, version) => {
    const found = given.find(({ value }) => {
      const members = asObject(value)
      return members?.['id'] === id && members['version'] === version
    })
    return found === undefined
      ? undefined
      : { value: found.value, sha256: digestOf(found.value, found.name) }
  }
  try {
    if (types === undefined) resolveRuleSet(set, bases)
    else compileRuleSet(set, types, bases)
    return true
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // Its form was checked before its base was looked for.
    if (error.code === 'ERR_RULE_SET_BASE' && types === undefined && given.length === 0) return true
    const at = 'at' in error && typeof error.at === 'string' ? error.at : ''
    showError(file, placeAt(places, at), `${error.message} (${error.code})`)
    return false
  }
}

function typesOf({ name, value }: Beside): ReturnType<typeof parseFactTypes> {
  try {
    return parseFactTypes(value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message} (${error.code}); name fact types`)
  }
}

async function readBeside(path: string, what: string): Promise<Beside> {
  return { name: path, value: parseJson(await readBytes(path, what), path, `${what} as JSON`) }
}

/** Cases lie beside the set in either form; the digest is that of their JSON. */
async function casesBeside(path: string): Promise<Beside | undefined> {
  const name = path.replace(/\.ya?ml$/i, '')
  for (const ending of ['json', 'yaml', 'yml']) {
    const beside = `${name}.cases.${ending}`
    if ((await kindAt(beside)) !== 'file') continue
    if (ending === 'json') return readBeside(beside, 'cases')
    const file = await readRuleFile(beside)
    try {
      return { name: beside, value: parseRuleSetYaml(file.text).set }
    } catch (error) {
      if (!showErrors(file, error)) throw error
      throw new OperatorError(`${beside}: has errors; correct them`)
    }
  }
  return undefined
}
