/** `greengate fleet nkey`: an Ed25519 key of ours as NATS names users, for a server's configuration. */
import { Command } from 'commander'
import { printJson, printLine } from '../../edges/output.ts'
import { readKeyFile } from '../../keys/key-file.ts'
import { nkeyOf } from '../../nats/nkey.ts'
import { OperatorError } from '../../operator-error.ts'

/** Builds it. */
export function nkeyCommand(): Command {
  return new Command('nkey')
    .description('print an Ed25519 key as NATS names users; public, whichever part the file has')
    .argument('<file>', 'a key file, private or public, such as "greengate keys create" makes')
    .option('--json', 'print it as JSON')
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const nkey = nkeyOf(await readKeyFile(file))
      if (nkey === undefined)
        throw new OperatorError(`${file}: NATS takes Ed25519 keys alone; make one of that kind`)
      if (json === true) printJson({ file, nkey })
      else printLine(nkey)
    })
    .addHelpText('after', help)
}

const help = `
The command that connects takes the private key itself: --nats-nkey FILE.

Examples:
  greengate keys create worker.jwk
  greengate fleet nkey worker.jwk`
