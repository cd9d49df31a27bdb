/** `greengate journal key`: the pair of keys that receipts are sealed to and opened by. */
import { Command } from 'commander'
import { printJson, printLine } from '../../edges/output.ts'
import { makeSealingKey } from '../sealing-key-file.ts'

interface Options {
  readonly public?: string
  readonly json?: true
}

/** Builds it. */
export function keyCommand(): Command {
  return new Command('key')
    .description('make the key that opens sealed parts of receipts, and the one they are sealed to')
    .argument('<file>', 'where the private key goes; never overwritten')
    .option('--public <file>', 'where the public key goes (default: beside it, .public.jwk)')
    .option('--json', 'print the files and the name of the key as JSON')
    .action(async (file: string, options: Options) => {
      const publicFile = options.public ?? `${file.replace(/\.jwk$/, '')}.public.jwk`
      const made = await makeSealingKey(file, publicFile)
      if (options.json === true) {
        printJson(made)
        return
      }
      printLine(`private  ${made.file}`)
      printLine(`public   ${made.publicFile}`)
      printLine(`name     ${made.name}`)
    })
    .addHelpText('after', help)
}

const help = `
X25519. The private file has mode 600 and stays with the operator, never on a station: what a station sealed, not even
the station can open. The public file is what stations name in their configuration (journal: seal: to).

Exit code: 0 made, 2 usage or operator error.

Examples:
  greengate journal key operator.jwk
  greengate journal key operator.jwk --public operator.public.jwk --json`
