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
list with "status": "lists", and the population key ("station seal-keys --new-population-key").

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate desk init
  greengate desk init /srv/desk/desk.yaml`

async function run(file: string, options: { readonly json?: true }): Promise<void> {
  const schema = join(dirname(file), 'desk.schema.json')
  await writeWhole(file, packageFile('schema/desk.yaml'), { fresh: true })
  await writeWhole(schema, packageFile('schema/desk.schema.json'))
  if (options.json === true) printJson({ files: [file, schema] })
  else for (const written of [file, schema]) printLine(written)
}
