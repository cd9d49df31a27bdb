/** `greengate desk init`: writes a commented desk.yaml to begin with, and its schema for the editor beside it. */
import { Command } from 'commander'
import { dirname, join } from 'node:path'
import { writeWhole } from '../edges/file.ts'
import { printJson, printLine } from '../edges/output.ts'
import { packageFile } from '../edges/package-file.ts'

/** Builds it. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a commented desk.yaml to begin with')
    .argument('[file]', 'where', 'desk.yaml')
    .option('--json', 'print the files as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Writes the configuration and, beside it, desk.schema.json, by which editors complete and check it. A file that is there
is not written over. Before a desk can run it wants an authority ("bundle init"), a key ("keys"), its place in the trust
list ("trust issuer --status lists").

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate desk init
  greengate desk init /srv/desk/desk.yaml`

const nextSteps = (file: string): readonly string[] => [
  '',
  'Next (docs/desk.md 2):',
  `  1. write into ${file} who issues, by which rules, and who may sign in`,
  '  2. found the authority (greengate bundle init), list the issuer (greengate trust issuer ... --status lists),',
  '     sign and publish trust list, fact types and rules',
  `  3. greengate desk check --config ${file}    what is still missing, and the command for it`,
  `  4. greengate desk --config ${file}          runs it`,
]

async function run(file: string, options: { readonly json?: true }): Promise<void> {
  const schema = join(dirname(file), 'desk.schema.json')
  await writeWhole(file, packageFile('schema/desk.yaml'), { fresh: true })
  await writeWhole(schema, packageFile('schema/desk.schema.json'))
  if (options.json === true) printJson({ files: [file, schema] })
  else for (const line of [file, schema, ...nextSteps(file)]) printLine(line)
}
