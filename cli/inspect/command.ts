/** `greengate inspect`: says what a code is, whoever made it, without any rule. */
import { Command, Option } from 'commander'
import { reasons, type InspectOptions } from 'greengate'
import { readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { parseJson } from '../edges/json-file.ts'
import { languageOf, type Language } from '../edges/language.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { packageFile } from '../edges/package-file.ts'
import { readPresented } from '../edges/presented.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { openBundle } from '../verify/bundle-file.ts'
import { answer, type Answer } from './answer.ts'
import { claimLines } from './claims.ts'
import { inspectLines } from './lines.ts'
import { parseTrust } from './trust.ts'
import { readValueNames } from './value-names.ts'

interface Options {
  readonly jsonl?: true
  readonly bundle?: string
  readonly root?: string
  readonly trust?: string
  readonly now?: string
  readonly schema?: 'input' | 'output'
  readonly lang?: string
  readonly json?: true
  readonly claims?: true
  readonly valueSets?: string
}

/** Builds the command. */
export function inspectCommand(finish: (code: ExitCode) => void): Command {
  return new Command('inspect')
    .description('say what a code is, whoever made it; it prints what the code says')
    .argument(
      '[codes...]',
      'a text, a file, or - for stdin; several are the parts of one code; with --jsonl a file of lines (default: stdin)',
    )
    .option('--jsonl', 'answer many: a line of JSON in, a line of JSON out')
    .option('--bundle <path>', 'believe the keys of its trust list: a .ggb file, or its folder')
    .option('--root <file>', 'the root to trust (default: root.ggb beside the bundle)')
    .option('--trust <file>', 'believe the keys in a JSON file, in the form that input lines have')
    .option('--now <instant>', 'as of then, such as 2020-03-01T08:00:00Z (default: the clock)')
    .addOption(
      new Option('--schema [which]', 'print the JSON Schema of lines: of the input or the output')
        .choices(['input', 'output'])
        .preset('output'),
    )
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print the answer as JSON')
    .option('--claims', 'tell what the code says a line a value, in words')
    .option(
      '--value-sets <folder>',
      'call the codes in a DCC by their names in these value sets of the EU (with --claims)',
    )
    .action(async (codes: readonly string[], options: Options) => {
      finish(await run(codes, options))
    })
    .addHelpText('after', help)
}

const help = `
Decides nothing: verify does. Without --bundle or --trust every signature is of an unknown key. Names and facts in
the code are printed, so keep the answer out of logs.

Lines in:   {"id", "text" | "texts" | "file", "now", "trust": {"certificates"?, "jwks"?, "issuers"?}}
Lines out:  {"id", "format", "payload", "signature", "time", "keyUsage", "reasons"}; null = stage not reached
A malformed line has an error with its number on stderr in place of an answer; the others are answered.

Exit code: 0 a code that is known, 1 any other text, 2 usage or operator error; with --jsonl 0 or 2.

Examples:
  greengate inspect demo/people/pass.png --bundle demo
  greengate inspect - --json < code.txt
  greengate inspect dcc.png --claims --value-sets value-sets
  greengate inspect part-1.png part-2.png --claims
  greengate inspect --jsonl lines.jsonl > answers.jsonl
  greengate inspect --schema input`

async function run(presented: readonly string[], options: Options): Promise<ExitCode> {
  if (options.schema !== undefined) {
    print(packageFile(`schema/inspect-${options.schema}.schema.json`))
    return exitCodes.done
  }
  const language = languageOf(options.lang, process.env)
  const believed = await beliefs(options)
  if (options.jsonl === true) {
    const [path, ...more] = presented
    if (more.length > 0) throw new OperatorError('inspect: --jsonl takes one file of lines')
    return inspectLines(path === '-' ? undefined : path, believed)
  }
  if (presented.length === 0) {
    throw new OperatorError('inspect: nothing is presented; give a text, a file, or - for stdin')
  }
  const texts: string[] = []
  for (const one of presented) texts.push(await readPresented(one))
  const found = await answer(null, texts, believed)
  if (options.json === true) printJson(found)
  else {
    for (const line of present(found, language)) printLine(line)
    for (const line of await claims(found, options, language)) printLine(line)
  }
  return found.format === null ? exitCodes.otherOutcome : exitCodes.done
}

/** As JSON; with --claims in words. */
async function claims(
  found: Answer,
  { claims: isAsked, valueSets }: Options,
  language: Language,
): Promise<readonly string[]> {
  if (found.payload === null) return []
  if (isAsked !== true) return [JSON.stringify(found.payload, null, 2)]
  const names = valueSets === undefined ? new Map<never, never>() : await readValueNames(valueSets)
  return claimLines(found, names, language)
}

async function beliefs(options: Options): Promise<InspectOptions> {
  const now = options.now === undefined ? new Date() : parseInstant(options.now, '--now')
  if (options.bundle !== undefined && options.trust !== undefined) {
    throw new OperatorError('inspect: --bundle and --trust exclude each other; give one of them')
  }
  if (options.bundle !== undefined) {
    return { now, bundle: await openBundle(options.bundle, options.root, now) }
  }
  if (options.trust === undefined) return { now }
  const what = 'a JSON file of keys'
  const json = parseJson(await readBytes(options.trust, what), options.trust, what)
  try {
    return { now, trust: parseTrust(json) }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    throw new OperatorError(
      `${options.trust}: ${error.message}; see greengate inspect --schema input`,
    )
  }
}

function present(found: Answer, language: Language): readonly string[] {
  const row = (zh: string, en: string, value: string | null): string => {
    const label = language === 'zh' ? zh + ' '.repeat(12 - 2 * zh.length) : en.padEnd(12)
    return `${label}${value ?? '-'}`
  }
  return [
    row('格式', 'format', found.format),
    row('签名', 'signature', found.signature),
    row('时间', 'time', found.time),
    row('密钥用途', 'key usage', found.keyUsage),
    ...found.reasons.map((code) => row('原因', 'reason', `${code}: ${reasons[code][language]}`)),
  ]
}
