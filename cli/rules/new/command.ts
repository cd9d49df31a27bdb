/** `greengate rules new`: asks a little, and writes a rule set that works, with cases that pass. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checkRuleSet } from 'greengate/rules'
import { Command } from 'commander'
import { fileError, kindAt, writeWhole } from '../../edges/file.ts'
import { instantText } from '../../edges/instant.ts'
import { languageOf } from '../../edges/language.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { packageFile } from '../../edges/package-file.ts'
import { answersOf, type Given } from '../../edges/questions.ts'
import { openTerminal } from '../../edges/terminal.ts'
import { parseRuleSetYaml } from '../../language/parse-rule-set-yaml.ts'
import { OperatorError } from '../../operator-error.ts'
import { factFiles, findFactTypes, readFactTypes } from '../fact-types-file.ts'
import { questions, type Answers } from './answers.ts'
import { casesText } from './cases-text.ts'
import { ruleSetText } from './rule-set-text.ts'

interface Options extends Given<Answers> {
  readonly yes?: true
  readonly out: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function newCommand(): Command {
  const command = new Command('new')
    .description('write a rule set that works, with comments and cases, to begin with')
    .argument('[id]', 'its id, such as cn-3301 (default: asked for)')
    .option('--yes', 'ask nothing: take the flags, and the defaults for the rest')
    .option('--out <folder>', 'where to write', '.')
  for (const { flag, ask, name } of questions) {
    if (name !== 'id') command.option(flag, ask.en.charAt(0).toLowerCase() + ask.en.slice(1))
  }
  return command
    .option('--lang <zh|en>', 'the language of the questions (default: of the system)')
    .option('--json', 'print what was written as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Writes ID.yaml and ID.cases.yaml, and fact-types.json with the standard pack where there are no fact types beside them
or above. Nothing is replaced. The set passes lint without a warning, its cases pass and touch every branch; change it
from there.

Every question has a default in brackets: return takes it. Answers may be piped in, a line each.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate rules new cn-3301
  greengate rules new cn-3301 --yes --out rules --zone Asia/Shanghai --test-hours 24
  greengate rules new --lang zh`

async function run(id: string | undefined, options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const now = new Date()
  const given = id === undefined ? options : { ...options, id }
  const terminal = options.yes === true ? undefined : openTerminal('give --yes for the defaults')
  let answers: Answers
  try {
    answers = await answersOf(questions, given, { terminal, now, language })
  } finally {
    terminal?.close()
  }
  const { out } = options
  const path = join(out, `${answers.id}.yaml`)
  const files = new Map([
    [path, ruleSetText(answers)],
    [join(out, `${answers.id}.cases.yaml`), casesText(answers)],
  ])
  const factTypes = await findFactTypes(out)
  if (factTypes === undefined) files.set(join(out, factFiles[1] ?? ''), standardPack(answers))
  else await checkAgainst(factTypes, files.get(path) ?? '')
  await writeAll(out, files)
  const written = [...files.keys()]
  if (options.json === true) {
    printJson({ id: answers.id, version: 1, files: written })
    return
  }
  for (const file of written) printLine(file)
  printLine(
    `\n${nextWords[language]}\n  greengate rules test ${path} --watch\n  greengate rules explain ${path}`,
  )
}

const nextWords = { zh: '接下来：', en: 'Next:' } as const

async function writeAll(out: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const file of files.keys()) {
    if ((await kindAt(file)) === 'nothing') continue
    throw new OperatorError(`${file}: exists already; choose another id or another folder`)
  }
  try {
    await mkdir(out, { recursive: true })
  } catch (error) {
    throw fileError(out, error, 'name a folder that can be made')
  }
  for (const [file, text] of files) await writeWhole(file, text, { fresh: true })
}

/** Fact types of one's own may lack what the rules here read. */
async function checkAgainst(path: string, text: string): Promise<void> {
  const { types } = await readFactTypes(path)
  const { findings } = checkRuleSet(parseRuleSetYaml(text).set, types)
  const [finding] = findings
  if (finding === undefined) return
  throw new OperatorError(
    `${path}: has not what the new rules read (${finding.at}: ${finding.message}); choose a folder without fact types`,
  )
}

function standardPack({ from }: Answers): string {
  const pack = JSON.parse(packageFile('schema/standard-fact-types.json')) as object
  const expires = instantText(new Date(Date.parse(from) + 365 * 86_400_000))
  return `${JSON.stringify({ ...pack, expires }, null, 2)}\n`
}
