/** `greengate rules explain`: what a rule set says, in plain words, of everybody or of one person. */
import { Command } from 'commander'
import { evaluate, explainRules, type ExplainedRule } from 'greengate/rules'
import { readBytes } from '../../edges/file.ts'
import { instantText, parseInstant } from '../../edges/instant.ts'
import { parseJson } from '../../edges/json-file.ts'
import { languageOf, type Language } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { casesBeside } from '../cases-file.ts'
import { readCompiled, type CompiledFile } from '../compiled-file.ts'
import { factBaseOf, parsePerson, type Person } from '../person-file.ts'
import { compiledCountry, isCountryRules } from '../country/country-file.ts'
import { chosenRules, countryLines, judged, verdictLines } from '../country/explain-country.ts'
import {
  lookAround,
  readRuleSetFile,
  type RuleSetFile,
  type Whereabouts,
} from '../rule-set-file.ts'
import { personLines } from './person-lines.ts'
import { describe } from './describe.ts'
import { setLines } from './set-lines.ts'

interface Options extends Whereabouts {
  readonly rule?: string
  readonly person?: string
  readonly case?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function explainCommand(finish: (code: ExitCode) => void): Command {
  return new Command('explain')
    .description('say in plain words what a rule set means, or what it makes of a person')
    .argument('<file>', 'a rule set')
    .option('--rule <no>', 'one rule alone')
    .option('--person <file>', 'a person as JSON: {"facts", "covers", "onSite"?}')
    .option('--case <id>', 'the person and the instant of a case')
    .option('--now <instant>', 'as of then, such as 2020-03-01T08:00:00Z (default: the clock)')
    .option('--facts <file>', 'the fact types (default: facts.json or fact-types.json, upwards)')
    .option('--versions <folder>', 'where the bases of overlays are too, at any depth')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Options) => {
      finish(await run(file, options))
    })
    .addHelpText('after', help)
}

const help = `
Says who passes, who is stopped and who is checked, rule by rule; which exemptions there are; every parameter, which
set it comes from, and which way it is stricter; the window; and the record of change. Rules and parameters that come
from a base are marked.

With --person or --case: the outcome and, for every rule, whether it holds and by which facts. This prints facts, so
keep the answer out of logs. A line of greengate people is a person.

Of country rules (greengate rules import-eu) it lists every rule with its published description; --person is then a DCC
as JSON, and --rule takes identifiers too.

Exit code: 0 said, 2 usage or operator error.

Examples:
  greengate rules explain cn-3301.yaml --lang zh
  greengate rules explain cn-3301.yaml --rule 7
  greengate rules explain cn-3301.yaml --case close-contact-on-day-14
  greengate rules explain cn-3301.yaml --person person.json --now 2020-03-15T12:00:00+08:00 --json`

async function run(path: string, options: Options): Promise<ExitCode> {
  const language = languageOf(options.lang, process.env)
  const file = await readRuleSetFile(path)
  if (isCountryRules(file.value)) return explainCountry(file, options, language)
  const read = await readCompiled(path, lookAround(options))
  const no = options.rule === undefined ? undefined : ruleNumber(options.rule, read)
  const subject = await subjectOf(path, options)
  if (subject === undefined) {
    const described = describe(read.compiled, no)
    if (options.json === true) printJson(described)
    else for (const line of setLines(described, no !== undefined, language)) printLine(line)
    return exitCodes.done
  }
  const { compiled } = read
  const { person, now } = subject
  const facts = factBaseOf(person, compiled.vocabulary)
  const { outcome, fired, missing } = evaluate(compiled, facts, now, person.onSite)
  const isMeant = (rule: ExplainedRule): boolean => no === undefined || rule.no === no
  const rules = explainRules(compiled, facts, now, person.onSite).filter(isMeant)
  const { id, version } = compiled.set
  const said = { id, version, now, outcome, fired, missing, rules }
  if (options.json === true) printJson({ ...said, now: new Date(now * 1000).toISOString() })
  else for (const line of personLines(said, compiled, language)) printLine(line)
  return exitCodes.done
}

/** Country rules speak of DCCs, not of facts. */
async function explainCountry(
  file: RuleSetFile,
  { rule, person, case: id, now, json }: Options,
  language: Language,
): Promise<ExitCode> {
  if (id !== undefined) throw new OperatorError('--case: country rules have none; give a --person')
  const compiled = compiledCountry(file)
  const rules = chosenRules(compiled, rule)
  if (person === undefined) {
    if (json === true) printJson({ ...compiled.set, rules })
    else for (const line of countryLines(compiled, rules, language)) printLine(line)
    return exitCodes.done
  }
  const what = 'a file with a DCC as JSON'
  const at = secondsOf(now === undefined ? new Date() : parseInstant(now, '--now'))
  const payload = parseJson(await readBytes(person, what), person, what)
  const all = judged(compiled, payload, at)
  const isMeant = (no: number): boolean => rules.some((each) => each.no === no)
  const verdict = { ...all, rules: all.rules.filter(({ no }) => isMeant(no)) }
  if (json === true) {
    const { id: set, version } = compiled.set
    const next = Number.isFinite(verdict.next) ? instantText(new Date(verdict.next * 1000)) : null
    printJson({ id: set, version, now: instantText(new Date(at * 1000)), ...verdict, next })
  } else for (const line of verdictLines(compiled, verdict, language)) printLine(line)
  return exitCodes.done
}

interface Subject {
  readonly person: Person
  /** Unix seconds. */
  readonly now: number
}

async function subjectOf(path: string, options: Options): Promise<Subject | undefined> {
  const { person, case: id } = options
  const now = options.now === undefined ? undefined : secondsOf(parseInstant(options.now, '--now'))
  if (person !== undefined && id !== undefined) {
    throw new OperatorError('--person and --case exclude each other; give one of them')
  }
  if (person !== undefined) {
    const what = 'a file with a person as JSON'
    const value = parseJson(await readBytes(person, what), person, what)
    return { person: parsePerson(value, person), now: now ?? secondsOf(new Date()) }
  }
  if (id !== undefined) {
    const { cases, path: file } = await casesBeside(path)
    const found = cases.find((one) => one.id === id)
    if (found === undefined) throw new OperatorError(`${file}: has no such case; see its ids`)
    return { person: found.person, now: now ?? found.now }
  }
  if (now !== undefined) throw new OperatorError('--now: needs --person or --case; give one')
  return undefined
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

function ruleNumber(text: string, { file, compiled }: CompiledFile): number {
  const no = Number(text)
  if (compiled.rules.some(({ rule }) => rule.no === no)) return no
  const known = compiled.rules.map(({ rule }) => rule.no).join(', ')
  throw new OperatorError(`--rule: ${file.path} has no such rule; it has ${known}`)
}
