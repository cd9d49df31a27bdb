/** `greengate rules diff`: what is otherwise in one rule set than in another, in words. */
import { Command } from 'commander'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { exitCodes, type ExitCode } from '../../operator-error.ts'
import { readCompiled } from '../compiled-file.ts'
import { compiledCountry, isCountryRules } from '../country/country-file.ts'
import { countryChanges, countryDiffLines, decides } from '../country/diff-country.ts'
import {
  lookAround,
  readRuleSetFile,
  type RuleSetFile,
  type Whereabouts,
} from '../rule-set-file.ts'
import { changesBetween, isDecisive } from './changes.ts'
import { diffLines } from './present.ts'

interface Options extends Whereabouts {
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function diffCommand(finish: (code: ExitCode) => void): Command {
  return new Command('diff')
    .description('say in words what changes from one rule set to another')
    .argument('<a>', 'a rule set')
    .argument('<b>', 'the rule set that comes after it, or another one')
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the changes as JSON')
    .action(async (a: string, b: string, options: Options) => {
      finish(await run(a, b, options))
    })
    .addHelpText('after', help)
}

const help = `
Compares what the sets come to, with all that they have from their bases, so that a change of the base is seen in its
overlays. Rules are the same by their numbers. Told are rules added, removed and changed (outcome, when, unless,
requires, reason: the smallest parts that differ), parameters old → new and whether that is stricter or looser, members
of value sets, assessments that are accepted, and apart from that what decides nothing: window, title, colours, base.
The order of rules and of operands says nothing; version, record of change and digests are no differences.

Stricter or looser is said of a number where a larger one can only make check and stop rules truer and pass rules
falser, or the reverse (docs/rules.md 7); of everything else ask greengate rules impact.

Of two sets of country rules (greengate rules import-eu) it tells rules added, removed and changed by their members, and
what is otherwise in value sets, window, country and title.

Exit code: 0 the same, 1 different, 2 usage or operator error.

Examples:
  greengate rules diff 13/cn-33.yaml 14/cn-33.yaml
  greengate rules diff 13/cn-3303.json 14/cn-3303.json --lang zh
  greengate rules diff old.yaml new.yaml --json | jq '.changes[].what'`

async function run(pathA: string, pathB: string, options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const [fileA, fileB] = [await readRuleSetFile(pathA), await readRuleSetFile(pathB)]
  if (isCountryRules(fileA.value) && isCountryRules(fileB.value)) {
    return diffCountry(fileA, fileB, options, language)
  }
  const around = lookAround(options)
  const { compiled: a } = await readCompiled(pathA, around)
  const { compiled: b } = await readCompiled(pathB, around)
  const changes = changesBetween(a, b)
  if (options.json === true) {
    printJson({
      a: { id: a.set.id, version: a.set.version },
      b: { id: b.set.id, version: b.set.version },
      change: b.set.change,
      changes: changes.map((change) => ({ ...change, decides: isDecisive(change) })),
    })
  } else for (const line of diffLines({ a, b, changes }, language)) printLine(line)
  return changes.length === 0 ? exitCodes.done : exitCodes.otherOutcome
}

function diffCountry(
  fileA: RuleSetFile,
  fileB: RuleSetFile,
  { json }: Options,
  language: Language,
): ExitCode {
  const [{ set: a }, { set: b }] = [compiledCountry(fileA), compiledCountry(fileB)]
  const changes = countryChanges(a, b)
  if (json === true) {
    printJson({
      a: { id: a.id, version: a.version },
      b: { id: b.id, version: b.version },
      change: b.change,
      changes: changes.map((change) => ({ ...change, decides: decides(change) })),
    })
  } else for (const line of countryDiffLines(a, b, changes, language)) printLine(line)
  return changes.length === 0 ? exitCodes.done : exitCodes.otherOutcome
}
