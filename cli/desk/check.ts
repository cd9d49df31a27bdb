/** `greengate desk check`: says all that is wrong with a desk.yaml, and whether what it names fits together. */
import { Command } from 'commander'
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
nothing is, it opens what the file names as a desk would: keys, authority, bundle; starts nothing and writes nothing.

Exit code: 0 nothing is wrong, 1 something is, 2 usage or operator error.

Examples:
  greengate desk check --config desk.yaml
  greengate desk check --config desk.yaml --json | jq '.findings[].path'`

async function run({ config, json }: Options): Promise<ExitCode> {
  const { inForce, readDeskFile, rulesOf, settingsOfConfiguration } =
    await import('../../desk/main.ts')
  const { findings } = await readDeskFile(config)
  if (findings.length > 0) {
    if (json === true) printJson({ findings })
    for (const { line, column, path, what, write } of json === true ? [] : findings) {
      const of = path === '' ? '' : `${path}: `
      printLine(`${config}:${String(line)}:${String(column)}: ${of}${what}; ${write}`)
    }
    return exitCodes.otherOutcome
  }
  const { bundle, ruleSet, issuer } = await settingsOfConfiguration(config, {
    log: () => undefined,
  })
  const version = inForce(rulesOf(bundle, ruleSet), new Date())?.set.version
  if (json === true) printJson({ findings, issuer, ruleSet, version })
  else
    printLine(`${config}: ${issuer} may run; ${ruleSet} is in force in version ${String(version)}`)
  return exitCodes.done
}
