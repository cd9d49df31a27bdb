/** `greengate live`: shows a code with its holder's proof, drawn anew at each step. */
import { Command } from 'commander'
import { GreengateError, presentations, type Presentation } from 'greengate/holder'
import { parseInstant, instantText } from '../edges/instant.ts'
import { languageOf, type Language } from '../edges/language.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { readPresented } from '../edges/presented.ts'
import { drawQr } from '../edges/qr-code.ts'
import { readHolderKey } from '../holder/holder-key-file.ts'
import { OperatorError } from '../operator-error.ts'

interface Options {
  readonly key: string
  readonly once?: true
  readonly now?: string
  readonly lang?: string
  readonly json?: true
}

/** Builds the command. */
export function liveCommand(): Command {
  return new Command('live')
    .description('show a code live: with a proof that is worthless two minutes later')
    .argument('<code>', 'a text, a file of a text or a picture, or - for stdin')
    .requiredOption('--key <file>', 'the private key of its holder')
    .option('--once', 'show it once and end')
    .option('--now <instant>', 'with --once: as of then (default: the clock)')
    .option('--lang <zh|en>', 'the language of the answer (default: of the system)')
    .option('--json', 'print text, step and end of each as a line of JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
On a terminal the QR code is drawn anew every 30 seconds, with the seconds that are left; Ctrl-c ends it. Through a
pipe each text is a line.

Examples:
  greengate live code.txt --key holder.jwk
  greengate live code.txt --key holder.jwk --once | greengate verify - --bundle .`

const words = {
  en: (seconds: number) => `new code in ${String(seconds)} s; Ctrl-c ends`,
  zh: (seconds: number) => `${String(seconds)} 秒后更换；按 Ctrl-C 结束`,
} as const

async function run(argument: string, options: Options): Promise<void> {
  const { key, once, json } = options
  if (options.now !== undefined && once !== true) throw new OperatorError('--now: add --once')
  const language = languageOf(options.lang, process.env)
  const at = options.now === undefined ? undefined : parseInstant(options.now, '--now')
  const holder = await readHolderKey(key)
  const text = await readPresented(argument)
  const ending = new AbortController()
  const end = (): void => {
    ending.abort()
  }
  process.once('SIGINT', end)
  const onScreen = process.stdout.isTTY && json !== true
  let countdown: NodeJS.Timeout | undefined
  let count = 0
  try {
    const now = () => at ?? new Date()
    for await (const shown of presentations(text, holder, { now, signal: ending.signal })) {
      count++
      clearInterval(countdown)
      if (json) printJson({ ...shown, until: instantText(shown.until) })
      else if (onScreen) countdown = await draw(shown, language, once === true)
      else printLine(shown.text)
      if (once) break
    }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const remedy =
      error.code === 'ERR_LIVE_KEY'
        ? `${key} is not its holder’s key; name the one that its request was made with`
        : 'show it as it was issued'
    throw new OperatorError(`${error.message} (${error.code}); ${remedy}`, { cause: error })
  } finally {
    clearInterval(countdown)
    process.off('SIGINT', end)
  }
  if (count === 0 && !ending.signal.aborted) {
    throw new OperatorError('the code has expired; ask its issuer for another')
  }
}

/** Draws a code and, unless it is shown once, counts down to the next. */
async function draw(
  { text, until }: Presentation,
  language: Language,
  once: boolean,
): Promise<NodeJS.Timeout | undefined> {
  const picture = await drawQr(text, 'terminal')
  if (once) {
    print(picture)
    return undefined
  }
  print('\x1b[2J\x1b[H')
  print(picture)
  const tell = (): void => {
    const seconds = Math.max(0, Math.ceil((until.getTime() - Date.now()) / 1000))
    print(`\r\x1b[K${words[language](seconds)}`)
  }
  tell()
  return setInterval(tell, 1000)
}
