/** `greengate rules convert`: makes what rule authors write of what others have: JSON, and decision tables from spreadsheets. */
import { Command } from 'commander'
import type { Rule } from 'greengate/rules'
import { writeWhole } from '../edges/file.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { printRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { parseDecisionTable } from '../language/parse-decision-table.ts'
import { putRules } from '../language/put-rules.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { readJson, type SyntaxFault } from './json-places.ts'
import { faultsOf, readRuleFile, showFaults, type RuleFile } from './rule-file.ts'

interface Options {
  readonly from?: string
  readonly out?: string
  readonly into?: string
  readonly json?: true
}

/** Builds the command. */
export function convertCommand(finish: (code: ExitCode) => void): Command {
  return new Command('convert')
    .description('make YAML of a rule set in JSON, or of a decision table in CSV')
    .argument('<file>', 'a file in .json or .csv; - for stdin')
    .option('--from <json|csv>', 'what it is (default: by its ending)')
    .option('--out <file>', 'write it there (default: print it)')
    .option('--into <file>', 'put the rules of the table into this set in YAML')
    .option('--json', 'print JSON: {"yaml"}, {"out"} or {"into", "replaced", "added"}')
    .action(async (file: string, options: Options) => {
      finish(await run(file, options))
    })
    .addHelpText('after', help)
}

const help = `
JSON   a rule set as it is signed, or its cases; rules build makes the same bytes of the YAML again.
CSV    a spreadsheet in which each row is a rule (docs/language.md, decision tables): UTF-8, commas, a row of heads.
       Without --into the rules are printed as a list that can be put into a set.
--into puts them there: a rule of a known number is replaced, the others come behind. What a rule says as before keeps
       its comments, and so does everything else in the file. See greengate rules lint afterwards.

Errors are shown at their characters, those of a table with row and column as a spreadsheet counts them; then nothing
is written.

Exit code: 0 made, 2 a file with errors, or usage.

Examples:
  greengate rules convert 13/cn-3301.json --out cn-3301.yaml
  greengate rules convert contacts.csv
  greengate rules convert contacts.csv --into cn-3301.yaml`

async function run(path: string, options: Options): Promise<ExitCode> {
  const { out, into } = options
  const language = languageOf(path, options)
  if (into !== undefined && (language === 'json' || out !== undefined)) {
    const why = language === 'json' ? 'takes the rules of a table' : 'is where they are written'
    throw new OperatorError(`--into: ${why}; leave ${language === 'json' ? 'it' : '--out'} out`)
  }
  const file = await readRuleFile(
    path,
    language === 'json' ? 'a rule set in JSON' : 'a table in CSV',
  )
  const made = language === 'json' ? yamlOf(file) : rulesOf(file)
  if ('faults' in made) return refuse(file, made.faults)
  if (into !== undefined && made.rules !== undefined) return put(made.rules, into, options)
  if (out !== undefined) await writeWhole(out, made.text)
  if (options.json === true) printJson(out === undefined ? { yaml: made.text } : { out })
  else if (out === undefined) print(made.text)
  return exitCodes.done
}

function languageOf(path: string, { from }: Options): 'json' | 'csv' {
  const language = from ?? /\.(json|csv)$/i.exec(path)?.[1]?.toLowerCase()
  if (language === 'json' || language === 'csv') return language
  const advice = 'name it with --from json or --from csv; of YAML greengate rules build makes JSON'
  throw new OperatorError(`${path}: is neither JSON nor CSV by its name; ${advice}`)
}

type Made =
  | { readonly text: string; readonly rules?: readonly Rule[] }
  | { readonly faults: readonly SyntaxFault[] }

function yamlOf({ path, text }: RuleFile): Made {
  const read = readJson(text.replace(/^\uFEFF/, ''))
  if (!('value' in read)) return read
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    throw new OperatorError(`${path}: must be an object; name a rule set in JSON`)
  }
  try {
    return { text: printRuleSetYaml(read.value) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const advice = 'see what greengate rules lint says'
    throw new OperatorError(`${path}: a condition is no expression: ${error.message}; ${advice}`)
  }
}

function rulesOf({ text }: RuleFile): Made & { readonly rules?: readonly Rule[] } {
  try {
    const rules = parseDecisionTable(text)
    return { text: printRuleSetYaml({ rules }), rules }
  } catch (error) {
    return { faults: faultsOf(error) }
  }
}

async function put(rules: readonly Rule[], path: string, { json }: Options): Promise<ExitCode> {
  const file = await readRuleFile(path, 'a rule set in YAML')
  let made: ReturnType<typeof putRules>
  try {
    made = putRules(file.text, rules)
  } catch (error) {
    return refuse(file, faultsOf(error))
  }
  await writeWhole(path, made.text)
  const { replaced, added } = made
  if (json === true) printJson({ into: path, replaced, added })
  else printLine(`${path}: ${counted(replaced, 'replaced')}, ${counted(added, 'added')}`)
  return exitCodes.done
}

function counted(numbers: readonly number[], what: string): string {
  return numbers.length === 0 ? `none ${what}` : `${what} ${numbers.join(', ')}`
}

function refuse(file: RuleFile, faults: readonly SyntaxFault[]): ExitCode {
  showFaults(file, faults)
  return exitCodes.operatorError
}
