/** `greengate rules build`: makes the JSON that is signed of a rule set that was written. */
import { dirname } from 'node:path'
import { Command } from 'commander'
import { canonicalJson } from 'greengate/issue'
import {
  compileRuleSet,
  GreengateError,
  resolveRuleSet,
  RuleSetFault,
  type Bases,
  type FactTypes,
} from 'greengate/rules'
import { digestOf } from '../edges/digest.ts'
import { readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { print, printJson } from '../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { findCases } from './cases-file.ts'
import { completeSet, type Beside } from './complete-set.ts'
import { findFactTypes, readFactTypes } from './fact-types-file.ts'
import { showFault, showFaults } from './rule-file.ts'
import { readRuleSetFile, type RuleSetFile } from './rule-set-file.ts'

interface Options {
  readonly out?: string
  readonly zone?: string
  readonly zoneFrom: string
  readonly previous?: string
  readonly extends: readonly string[]
  readonly facts?: string
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
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
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

What is wrong in the set is shown at its characters. Where there are no fact types, its form alone is checked.

Exit code: 0 made, 2 a set with errors, or usage.

Examples:
  greengate rules build demo.yaml --facts facts.json --out demo.json
  greengate rules build cn-3301.yaml --previous 13/cn-3301.json --extends cn-33.json > cn-3301.json`

function collect(path: string, before: readonly string[]): readonly string[] {
  return [...before, path]
}

async function run(path: string, options: Options): Promise<ExitCode> {
  const file = await readRuleSetFile(path)
  if (file.faults.length > 0) {
    showFaults(file, file.faults)
    return exitCodes.operatorError
  }
  const bases = await Promise.all(options.extends.map((base) => readBeside(base)))
  const { previous, zone, zoneFrom, facts, out } = options
  const cases = path === '-' ? undefined : await readCasesOf(path)
  const set = completeSet(asObject(file.value) ?? {}, {
    zoneFrom,
    bases,
    ...(zone === undefined ? {} : { zone }),
    ...(previous === undefined ? {} : { previous: await readBeside(previous) }),
    ...(cases === undefined ? {} : { cases }),
  })
  const found = facts ?? (await findFactTypes(dirname(path)))
  const types = found === undefined ? undefined : (await readFactTypes(found)).types
  if (!check(set, file, bases, types)) return exitCodes.operatorError
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
  file: RuleSetFile,
  given: readonly Beside[],
  types: FactTypes | undefined,
): boolean {
  const bases: Bases = (id, version) => {
    const found = given.find(({ value }) => {
      const members = asObject(value)
      return members?.['id'] === id && members['version'] === version
    })
    return found && { value: found.value, sha256: digestOf(found.value, found.name) }
  }
  try {
    if (types === undefined) resolveRuleSet(set, bases)
    else compileRuleSet(set, types, bases)
    return true
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // Its form was checked before its base was looked for.
    if (error.code === 'ERR_RULE_SET_BASE' && types === undefined && given.length === 0) return true
    const place = file.placeOf(error instanceof RuleSetFault ? error.at : '') ?? top
    showFault(file, place, `${error.message} (${error.code})`)
    return false
  }
}

const top = { line: 1, column: 1, length: 1 }

async function readBeside(path: string): Promise<Beside> {
  return {
    name: path,
    value: parseJson(await readBytes(path, 'a rule set'), path, 'a rule set as JSON'),
  }
}

/** Cases lie beside the set in either form; the digest is that of their JSON. */
async function readCasesOf(path: string): Promise<Beside | undefined> {
  const beside = await findCases(path)
  if (beside === undefined) return undefined
  const file = await readRuleSetFile(beside)
  if (file.faults.length === 0) return { name: beside, value: file.value }
  showFaults(file, file.faults)
  throw new OperatorError(`${beside}: has errors; correct them`)
}
