/** `greengate demo`: makes an embedded authority to try everything with. */
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { fileError, kindAt } from '../edges/file.ts'
import { instantText, parseInstant } from '../edges/instant.ts'
import { languageOf, type Language } from '../edges/language.ts'
import { printJson, printLine } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import { makeDemo, type Demo } from './main.ts'

interface Options {
  readonly out?: string
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('make an authority with keys, rules and people to try everything with')
    .option(
      '--out <folder>',
      'a new or empty folder (default: a fresh one among the temporary files)',
    )
    .option(
      '--now <instant>',
      'the instant at which people come out as stated (default: the clock)',
    )
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print what was made as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Makes root.ggb (the root to trust), bundle.ggb (trust list, fact types, three versions of the rule set demo-hz: one
past, one in force, one that takes over some hours later), people.json and people/ (codes as .txt, .png and .svg,
with the outcome and reasons to expect), appeal/ (slips, receipts and a journal: greengate appeal), and keys/ (private,
mode 0600). Every person was verified before anything was written. All names are invented. Codes of an assessment
alone live for hours: make a new demo tomorrow.

Examples:
  greengate demo
  greengate demo --out demo && cd demo && greengate verify people/pass.png
  greengate demo --out then --now 2020-03-01T08:00:00Z`

async function run(options: Options): Promise<void> {
  const language = languageOf(options.lang, process.env)
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  const folder = await emptyPlace(options.out)
  // Made whole beside its place, then moved there.
  const part = await mkdtemp(join(dirname(folder), `.${basename(folder)}.part-`))
  let demo: Demo
  try {
    demo = await makeDemo({ folder: part, now })
    if ((await kindAt(folder)) === 'folder') await rmdir(folder)
    await rename(part, folder)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw fileError(folder, error, 'name a new or empty folder with --out')
  }
  if (options.json === true) printJson(described(demo, folder))
  else for (const line of presented(demo, folder, language)) printLine(line)
}

async function emptyPlace(out: string | undefined): Promise<string> {
  if (out === undefined) return mkdtemp(join(tmpdir(), 'greengate-demo-'))
  const folder = resolve(out)
  try {
    if ((await kindAt(folder)) === 'folder' && (await readdir(folder)).length > 0) {
      throw new OperatorError(`${out}: is not empty; name a new or empty folder with --out`)
    }
    await mkdir(dirname(folder), { recursive: true })
  } catch (error) {
    throw fileError(out, error, 'name a new or empty folder with --out')
  }
  return folder
}

function described({ now, ruleSet, people }: Demo, folder: string): object {
  return {
    folder,
    now: instantText(now),
    ruleSet,
    root: join(folder, 'root.ggb'),
    bundle: join(folder, 'bundle.ggb'),
    people: people.map(({ id, name, about, outcome, reasons }) => ({
      id,
      name,
      about,
      outcome,
      reasons,
      files: Object.fromEntries(
        ['txt', 'png', 'svg'].map((ending) => [
          ending === 'txt' ? 'text' : ending,
          join(folder, 'people', `${id}.${ending}`),
        ]),
      ),
    })),
  }
}

function presented(
  { people, ruleSet }: Demo,
  folder: string,
  language: Language,
): readonly string[] {
  const width = Math.max(...people.map(({ id }) => id.length))
  const zh = language === 'zh'
  return [
    zh ? `演示数据已生成：${folder}` : `The demo is in ${folder}`,
    zh
      ? `规则集 ${ruleSet}；人物及应有结论：`
      : `Rule set ${ruleSet}; people, and what to expect of them:`,
    ...people.map(
      ({ id, outcome, about }) =>
        `  ${id.padEnd(width)}  ${outcome.padEnd(10)}  ${about[language]}`,
    ),
    zh ? '试一试：' : 'Try:',
    `  cd ${folder}`,
    '  greengate verify people/pass.png',
    '  greengate verify people/stop-contact.svg --explain',
    '  greengate inspect people/pass-child.txt',
  ]
}
