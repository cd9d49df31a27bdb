/** `greengate rules eval`: evaluates CertLogic expressions, the rules of the EU certificates. */
import { Command } from 'commander'
import { evaluateCertLogic, GreengateError, type ErrorCode } from 'greengate/rules'
import { readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { answerLines, type Line } from '../edges/json-lines.ts'
import { printJson } from '../edges/output.ts'
import { readStdin } from '../edges/stdin.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'

interface Options {
  readonly jsonl?: true
  readonly json?: true
}

/** One answer: what the expression evaluates to, or why it does not. */
type Answer = { readonly id: Line['id'] } & (
  | { readonly result: unknown }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } }
)

/** Builds the command. */
export function evalCommand(finish: (code: ExitCode) => void): Command {
  return new Command('eval')
    .description('evaluate CertLogic 1.3.3, the language of the EU rules')
    .argument('[file]', 'a JSON file, with --jsonl a file of lines; - or nothing for stdin')
    .option('--jsonl', 'evaluate many: a line of JSON in, a line of JSON out')
    .option('--json', 'print JSON, as it always does')
    .action(async (file: string | undefined, options: Options) => {
      finish(await run(file, options))
    })
    .addHelpText('after', help)
}

const help = `
In:    {"logic", "data"}: an expression, and the data that its "var" reads (default: null)
Out:   the result as JSON; a date-time is its text, such as "2021-06-01T00:00:00.000Z"

Lines in:   {"id", "logic", "data"}
Lines out:  {"id", "result"} or {"id", "error": {"code", "message"}}, in the same order
A line that is no object with an id has an error with its number on stderr in place of an answer.

An expression that is no CertLogic, a wrong type, or too much work is ERR_CERTLOGIC_MALFORMED. The clock is read
nowhere: a rule finds its instant in the data, the EU rules at external.validationClock.

Exit code: 0 evaluated, 2 usage or operator error; with --jsonl 0 unless a line is malformed.

Examples:
  greengate rules eval rule.json
  greengate rules eval --jsonl lines.jsonl > results.jsonl
  echo '{"id":1,"logic":{">=":[{"var":"dn"},2]},"data":{"dn":2}}' | greengate rules eval --jsonl`

async function run(file: string | undefined, options: Options): Promise<ExitCode> {
  if (options.jsonl === true) return answerLines(file, 'see greengate rules eval --help', answer)
  const what = 'a JSON file with logic and data'
  const isPiped = file === undefined || file === '-'
  const bytes = isPiped ? await readStdin('JSON with logic and data') : await readBytes(file, what)
  const name = isPiped ? 'stdin' : file
  const members = asObject(parseJson(bytes, name, what))
  if (members === undefined || !Object.hasOwn(members, 'logic')) {
    throw new OperatorError(
      `${name}: must be an object with logic; see greengate rules eval --help`,
    )
  }
  printJson(evaluateCertLogic(members['logic'], members['data'] ?? null))
  return exitCodes.done
}

function answer({ id, logic, data = null }: Line): Answer {
  try {
    return { id, result: evaluateCertLogic(logic, data) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return { id, error: { code: error.code, message: error.message } }
  }
}
