/** `greengate desk check`: says all that is wrong with a desk.yaml, and whether what it names fits together. */
import { Command } from 'commander'
import type { DeskCheck } from '../../desk/main.ts'
import { printJson, printLine } from '../edges/output.ts'
import { exitCodes, type ExitCode } from '../operator-error.ts'

interface Options {
  readonly config: string
  readonly json?: true
}

/** Builds it. */
export function checkCommand(finish: (code: ExitCode) => void): Command {
  return new Command('check')
    .description('say all that is wrong with a desk.yaml')
    .option('--config <file>', 'the configuration', 'desk.yaml')
    .option('--json', 'print the findings as one line of JSON')
    .action(async (options: Options) => {
      finish(await run(options))
    })
    .addHelpText('after', help)
}

const help = `
Reads the file and says everything that is wrong at once, each with its line, its column and what to write. Where
nothing is, it opens what the file names as a desk would and holds it together: the desk's key against the trust list,
its other keys against root, the rules against who signed them and what they accept, the kinds of fact that they read
against the sources that cover them. It starts nothing and writes nothing.

Exit code: 0 nothing is wrong, 1 something is, 2 usage or operator error.

Examples:
  greengate desk check --config desk.yaml
  greengate desk check --config desk.yaml --json | jq '.findings[].path'`

async function run({ config, json }: Options): Promise<ExitCode> {
  const { checkDesk, readDeskFile } = await import('../../desk/main.ts')
  const { findings } = await readDeskFile(config)
  if (findings.length > 0) {
    if (json === true) printJson({ findings })
    for (const { line, column, path, what, write } of json === true ? [] : findings) {
      const of = path === '' ? '' : `${path}: `
      printLine(`${config}:${String(line)}:${String(column)}: ${of}${what}; ${write}`)
    }
    return exitCodes.otherOutcome
  }
  const check = await checkDesk(config, new Date())
  if (json === true) printJson(check)
  else for (const line of linesOf(config, check)) printLine(line)
  return check.findings.length === 0 ? exitCodes.done : exitCodes.otherOutcome
}

function linesOf(config: string, check: DeskCheck): readonly string[] {
  const { issuer, ruleSet, version, begins, key, versions, waiting, measured, findings } = check
  const stands =
    version === null ? `begins ${begins ?? 'never'}` : `is in force in version ${String(version)}`
  return [
    ...findings.map(({ path, what, write }) => `${config}: ${path}: ${what}; ${write}`),
    ...(key === undefined
      ? []
      : [`key ${key.kid}: good from ${key.from} until ${key.until}, for ${key.sets.join(', ')}`]),
    ...versions.map(
      ({ version: each, from, until, signers, threshold, how }) =>
        `${ruleSet} version ${String(each)}: from ${from} until ${until}, signed by ${String(signers)} of those who ` +
        `may (${String(threshold)} needed${how === 'correction' ? ', one more for a correction' : ''})`,
    ),
    ...waiting.map(
      ({ kind, rules, sources }) =>
        `${kind}: ${sources.join(', ')} said nothing yet of until when it is known; until then nobody passes by what ` +
        `reads it (rule ${rules.join(', ')})`,
    ),
    ...measured.map(
      ({ name, rules }) =>
        `${name}: measured at gates, for rule ${rules.join(', ')}; a gate without the device for it lets nobody pass`,
    ),
    ...(findings.length === 0 ? [`${config}: ${issuer} may run; ${ruleSet} ${stands}`] : []),
  ]
}
