/** `greengate rules open`: holds an opening against its code, and recomputes what made the assessment. */
import { Command } from 'commander'
import { openingMatches, type Committed } from 'greengate'
import {
  evaluate,
  makeFactBase,
  type CompiledRuleSet,
  type Statement,
  type Vocabulary,
} from 'greengate/rules'
import { readBytes } from '../../edges/file.ts'
import { parseInstant } from '../../edges/instant.ts'
import { parseJson } from '../../edges/json-file.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { readPresented } from '../../edges/presented.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { parseOpening } from './opening.ts'
import { saidBy, type Said } from './said.ts'
import { readVersions } from './versions.ts'
import { saidText } from './words.ts'

interface Options {
  readonly opening: string
  readonly versions: string
  readonly lang?: string
  readonly json?: true
}

/** What came of it. */
export type OpenedCode =
  | { readonly state: 'does-not-fit' }
  | { readonly state: 'no-version' }
  | { readonly state: 'same' | 'changed'; readonly then: Said; readonly now: Said }

/** Builds the command. */
export function openCommand(finish: (code: ExitCode) => void): Command {
  return new Command('open')
    .description('hold an opening against its code, and recompute by which rule its colour came')
    .argument('<code>', 'a text, a file of a text or a picture, or - for stdin')
    .requiredOption('--opening <file>', 'what the holder kept, from "issue --commit"')
    .requiredOption('--versions <folder>', 'rule sets and fact types as *.json, at any depth')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print what came of it as JSON')
    .action(async (code: string, options: Options) => {
      finish(await run(code, options))
    })
    .addHelpText('after', help)
}

const help = `
An opening that fits shows that the code was assessed on these facts and no others. They are judged again under the
version that the code names, at its instant, and outcome and rule are compared. Rules on what is measured at a gate are
left to the gate. Who signed the code, "verify" says.

Exit code: 0 it fits and comes out the same, 1 it does not fit or comes out otherwise, 2 usage or operator error.

Examples:
  greengate rules open code.png --opening opening.json --versions published`

async function run(code: string, options: Options): Promise<ExitCode> {
  const { opening, versions, lang, json } = options
  const opened = await openCode(await readPresented(code), opening, versions)
  if (opened.state === 'no-version') {
    throw new OperatorError(`${versions}: lacks the version that the code names; add it`)
  }
  if (json === true) printJson(opened)
  else {
    const language = languageOf(lang, process.env)
    const zh = language === 'zh'
    if (opened.state === 'does-not-fit') {
      printLine(zh ? '留存与该码不符' : 'the opening is not of this code')
    } else {
      const [then, now] = [saidText(opened.then, language), saidText(opened.now, language)]
      printLine(
        zh
          ? `留存与该码相符。码：${then}；重算：${now}`
          : `the opening is of this code. code: ${then}; recomputed: ${now}`,
      )
    }
  }
  return opened.state === 'same' ? exitCodes.done : exitCodes.otherOutcome
}

/**
 * Holds an opening against a code.
 *
 * @throws {@link OperatorError}
 */
export async function openCode(text: string, path: string, folder: string): Promise<OpenedCode> {
  const what = 'an opening, from "issue --commit"'
  const opening = parseOpening(parseJson(await readBytes(path, what), path, what), path)
  const { committed, statement } = opening
  if (committed === undefined) throw new OperatorError(`${path}: is of no code; name ${what}`)
  if (!(await openingMatches(text, committed))) return { state: 'does-not-fit' }
  const { ruleSet, version } = committed
  const versions = await readVersions(folder)
  const set = versions.ruleSets(ruleSet).find((each) => each.version === version)
  if (set === undefined) return { state: 'no-version' }
  const { rules, types } = versions.compile(set, undefined)
  return assessAgain(committed, statement, rules, types.types, path)
}

/** What an opening that fits its code says, and what comes of it again. */
export type AssessedAgain = OpenedCode & { readonly state: 'same' | 'changed' }

/**
 * Makes an assessment again, from its opening and under the version that it names.
 *
 * @param path - Where the opening is from, for the error.
 * @throws {@link OperatorError}
 */
export function assessAgain(
  { ruleSet, version, outcome, rule, assessedAt }: Committed,
  statement: Statement,
  rules: CompiledRuleSet,
  types: Vocabulary,
  path: string,
): AssessedAgain {
  const at = parseInstant(assessedAt, path).getTime() / 1000
  // What is measured at a gate nobody knew then; the gate judges it beside the assessment (docs/format.md 6.8).
  const { onSiteRules } = rules
  const ofFacts = { ...rules, rules: rules.rules.filter((each) => !onSiteRules.includes(each)) }
  const now = saidBy(evaluate(ofFacts, makeFactBase(statement, types), at, {}), rules)
  const named = rule === undefined ? [] : [{ set: ruleSet, version, no: rule }]
  const then: Said = { outcome, rules: named, missing: [] }
  const isSame =
    now.outcome === outcome && (rule === undefined || now.rules.some(({ no }) => no === rule))
  return { state: isSame ? 'same' : 'changed', then, now }
}
