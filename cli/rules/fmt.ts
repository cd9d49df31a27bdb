/** `greengate rules fmt`: brings rule sets into the one form that they are written in. */
import { Command } from 'commander'
import { writeWhole } from '../edges/file.ts'
import { print, printJson, printLine } from '../edges/output.ts'
import { formatRuleSetYaml } from '../language/format-rule-set-yaml.ts'
import { exitCodes, type ExitCode } from '../operator-error.ts'
import { faultsOf, readRuleFile, showFaults } from './rule-file.ts'

interface Options {
  readonly check?: true
  readonly json?: true
}

/** Builds the command. */
export function fmtCommand(finish: (code: ExitCode) => void): Command {
  return new Command('fmt')
    .description('bring rule sets in YAML into their one form; comments and order stay')
    .argument('<files...>', 'rule sets in YAML; - for stdin, which is printed')
    .option('--check', 'write nothing: name the files that are not in form')
    .option('--json', 'print a line of JSON for each file: {"file", "inForm"}')
    .action(async (files: readonly string[], options: Options) => {
      finish(await run(files, options))
    })
    .addHelpText('after', help)
}

const help = `
Names the files that it changed. A file with errors stays as it is; its errors are shown at their characters, all that
can be found at once, and the other files are formatted. The language is in docs/language.md.

Exit code: 0 in form now, 1 with --check: not in form, 2 a file with errors, or usage.

Examples:
  greengate rules fmt cn-3301.yaml
  greengate rules fmt --check rules/*.yaml
  greengate rules fmt - < draft.yaml`

async function run(paths: readonly string[], { check, json }: Options): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  for (const path of paths) {
    const file = await readRuleFile(path, 'a rule set in YAML')
    let formatted: string
    try {
      formatted = formatRuleSetYaml(file.text)
    } catch (error) {
      showFaults(file, faultsOf(error))
      code = exitCodes.operatorError
      continue
    }
    const inForm = formatted === file.text
    if (json === true) printJson({ file: file.path, inForm })
    else if (path === '-' && check !== true) print(formatted)
    else if (!inForm) printLine(file.path)
    if (inForm) continue
    if (check !== true && path !== '-') await writeWhole(path, formatted)
    if (check === true && code === exitCodes.done) code = exitCodes.otherOutcome
  }
  return code
}
