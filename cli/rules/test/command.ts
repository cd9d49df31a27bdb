/** `greengate rules test`: runs the cases of rule sets, and says what of the rules no case touches. */
import { Command } from 'commander'
import { checkRuleSet } from 'greengate/rules'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine, styled } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { refuseCountryRules } from '../country/country-file.ts'
import { casesBeside } from '../cases-file.ts'
import { compileIfSound } from '../compiled-file.ts'
import { toldOf } from '../lint/finding-lines.ts'
import { lintJson, lintLines, type Linted } from '../lint/present.ts'
import {
  listRuleSets,
  lookAround,
  readRuleSetFile,
  type Around,
  type LookAround,
  type RuleSetFile,
  type Whereabouts,
} from '../rule-set-file.ts'
import { rerun, type Watched } from '../watch.ts'
import { coverageOf } from './coverage.ts'
import { notesOn } from './notes.ts'
import { sumLine, testedJson, testedLines, type Tested } from './present.ts'
import { runCase } from './run-case.ts'

interface Options extends Whereabouts {
  readonly withBase?: true
  readonly explain?: true
  readonly watch?: true
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function testCommand(finish: (code: ExitCode) => void): Command {
  return new Command('test')
    .description('run the cases of rule sets, and measure what they cover')
    .argument('<file...>', 'rule sets, or folders of them; the cases of NAME lie in NAME.cases')
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .option('--explain', 'show the parts of the rules that make the difference')
    .option('--with-base', 'count the rules of the base too')
    .option('--watch', 'run again whenever a file changes, until ctrl-c')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print a line of JSON for each file')
    .action(async (files: readonly string[], options: Options) => {
      finish(await run(files, options))
    })
    .addHelpText('after', help)
}

const help = `
The cases of cn-3301.yaml lie beside it in cn-3301.cases.yaml (of JSON in .json):

cases:
  - id: contact-on-the-last-day
    comment: the last day counts
    now: 2020-03-15T04:00:00Z
    person:
      facts:
        - { id: c1, kind: contact, fields: { at: 2020-03-01, closeness: close } }
      covers:
        - { kind: contact, until: 2020-03-15T03:00:00Z }
      onSite: { temperature: 36.5 }
    outcome: stop
    fired: [ 7 ]
    missing: false

"fired" are the rules that make the outcome, of several that let pass the lowest. "missing", which may be left out, is
whether something unknown could change the outcome. Only kinds in "covers" are known to be complete.

Coverage
  rules      of each, whether it was true, false, and decisive (among "fired") in some case
  branches   of each condition, be it all of when or one comparison, and of each requirement, whether it was true and
             whether it was false, for one fact at least; what no case touches is listed by its path in the rule
Rules of a base are left to its own cases, unless --with-base says otherwise.

Lines with --json: {"file", "id", "version", "cases", "passed", "failed": [{"id", "expected", "got", "rules"?}],
"notes", "coverage": {"rules", "whole", "true", "false", "decisive", "branches": {"covered", "total", "percent"},
"inherited"}}

Exit code: 0 all cases pass, 1 some fail or the set is broken, 2 usage or operator error; with --watch of the last run.

Examples:
  greengate rules test cn-3301.yaml
  greengate rules test rules/ --versions published
  greengate rules test cn-3301.yaml --explain --watch`

async function run(files: readonly string[], options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  if (options.watch !== true) return (await runAll(files, options, language)).code
  return rerun(
    files,
    () => runAll(files, options, language),
    () => {
      if (process.stdout.isTTY) printLine(styled('dim', watching[language]))
    },
  )
}

const watching = {
  zh: '等待文件变化；按 Ctrl-C 结束',
  en: 'waiting for changes; ctrl-c ends',
} as const

async function runAll(
  files: readonly string[],
  options: Options,
  language: Language,
): Promise<Watched> {
  const around = lookAround(options)
  const paths = new Set(files)
  const all: (Tested | undefined)[] = []
  for (const path of await listRuleSets(files)) {
    paths.add(path)
    const tested = await testFile(path, around, options.withBase === true, paths)
    all.push('ran' in tested ? tested : undefined)
    if (options.json === true)
      printJson('ran' in tested ? testedJson(tested, options.explain) : lintJson(tested))
    else {
      const lines =
        'ran' in tested
          ? testedLines(tested, options.explain === true, language)
          : lintLines(tested, language, true)
      for (const line of lines) printLine(line)
    }
  }
  if (options.json !== true && all.length > 1) printLine(sumLine(all, language))
  const isGood = all.every((tested) => tested?.ran.every(({ isRight }) => isRight) === true)
  return { code: isGood ? exitCodes.done : exitCodes.otherOutcome, paths: [...paths] }
}

/** A set that does not compile is told as lint tells it. */
async function testFile(
  path: string,
  around: LookAround,
  isWithBase: boolean,
  paths: Set<string>,
): Promise<Tested | Linted> {
  const file = await readRuleSetFile(path)
  if (file.faults.length > 0) return broken(file, undefined)
  refuseCountryRules(file)
  const found = await around(file)
  for (const each of found.paths) paths.add(each)
  const compiled = compileIfSound(found)
  if (compiled === undefined) return broken(file, found)
  const cases = await casesBeside(path)
  const ran = cases.cases.map((one) => runCase(compiled, one))
  return {
    file,
    compiled,
    ran,
    notes: notesOn(cases, file.value, found.types),
    coverage: coverageOf(compiled, ran, isWithBase),
  }
}

function broken(file: RuleSetFile, around: Around | undefined): Linted {
  const report =
    around === undefined
      ? { findings: [], waived: [], exemptions: [] }
      : checkRuleSet(around.value, around.types, around.bases)
  return { file, told: toldOf(file, report.findings), report }
}
