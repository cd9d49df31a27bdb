/** `greengate rules lint`: what is wrong with rule sets, and where, before anybody signs them. */
import { Command } from 'commander'
import { checkCountryRules, checkRuleSet, type CheckReport } from 'greengate/rules'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { isCountryRules } from '../country/country-file.ts'
import {
  listRuleSets,
  lookAround,
  readRuleSetFile,
  type LookAround,
  type Whereabouts,
} from '../rule-set-file.ts'
import { toldOf } from './finding-lines.ts'
import { countsOf, lintJson, lintLines, sumLine, type Linted } from './present.ts'

interface Options extends Whereabouts {
  readonly strict?: true
  readonly quiet?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function lintCommand(finish: (code: ExitCode) => void): Command {
  return new Command('lint')
    .description('find what is wrong with rule sets, without a person')
    .argument('<file...>', 'rule sets, or folders of them')
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .option('--strict', 'warnings count as well')
    .option('--quiet', 'leave out exemptions and what is waived')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print a line of JSON for each file')
    .action(async (files: readonly string[], options: Options) => {
      finish(await run(files, options))
    })
    .addHelpText('after', help)
}

const help = `
Finds what can be found without a person: faults of form and type, names that nobody knows, rules that can never
decide or are always overtaken, people for whom no rule is true, overlays that loosen their base, and more. Every
finding has its place, and what to do where that can be said. Faults of the text itself are told in English.

error          refuses: the set can be neither built nor loaded
cannot prove   refuses to be published, unless the set waives it by name:
               "waivers": [{"finding": "uncovered", "no": 0, "reason": "..."}]   (no: of the rule; 0: the set)
warning        may be meant so; refuses with --strict

Exemptions (unless) and waived findings are listed, since reviewers should see them.

Country rules (greengate rules import-eu) are checked too: their CertLogic, what it reads, windows, numbers.

Base sets are looked for in the folder of the overlay, and in --versions: by the digest that the overlay names, else by
id and version. What a set in YAML may leave to rules build (zone table, digests) is filled in before it is checked.

Lines with --json: {"file", "findings": [{"code", "severity", "at", "no"?, "message", "words", "suggestion", "advice",
"line"?, "column"?, "example"?}], "waived", "exemptions"}

Exit code: 0 nothing that refuses, 1 findings, 2 usage or operator error.

Examples:
  greengate rules lint cn-3301.yaml
  greengate rules lint rules/ --versions published --strict
  greengate rules lint cn-3301.yaml --json | jq '.findings[].code'`

async function run(files: readonly string[], options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const around = lookAround(options)
  const all: Linted[] = []
  for (const path of await listRuleSets(files)) {
    const linted = await lint(path, around)
    all.push(linted)
    if (options.json === true) printJson(lintJson(linted))
    else for (const line of lintLines(linted, language, options.quiet === true)) printLine(line)
  }
  if (options.json !== true) printLine(sumOf(all, language))
  const { errors, unproved, warnings } = countsOf(all)
  const bad = errors + unproved + (options.strict === true ? warnings : 0)
  return bad > 0 ? exitCodes.otherOutcome : exitCodes.done
}

const nothing: CheckReport = { findings: [], waived: [], exemptions: [] }

async function lint(path: string, around: LookAround): Promise<Linted> {
  const file = await readRuleSetFile(path)
  if (file.faults.length > 0) return { file, told: toldOf(file, []), report: nothing }
  if (isCountryRules(file.value)) {
    const findings = checkCountryRules(file.value)
    return { file, told: toldOf(file, findings), report: { ...nothing, findings } }
  }
  const { value, types, bases } = await around(file)
  const report = checkRuleSet(value, types, bases)
  return { file, told: toldOf(file, report.findings), report }
}

function sumOf(all: readonly Linted[], language: Language): string {
  return sumLine(countsOf(all), all.length, language)
}
