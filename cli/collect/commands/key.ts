/** `greengate collect key`: the key that the collector signs its receipts with. */
import { Command } from 'commander'
import { generateKey, publicJwk } from 'greengate/issue'
import { writeWhole } from '../../edges/file.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { describeKey, writeKeyFile } from '../../keys/key-file.ts'

interface Options {
  readonly public?: string
  readonly json?: true
}

/** Builds it. */
export function keyCommand(): Command {
  return new Command('key')
    .description('make the key that the collector signs its receipts with')
    .argument('<file>', 'where the private key goes; never overwritten')
    .option('--public <file>', 'where the public key goes (default: beside it, .public.jwk)')
    .option('--json', 'print the files and the name of the key as JSON')
    .action(async (file: string, options: Options) => {
      const publicFile = options.public ?? `${file.replace(/\.jwk$/, '')}.public.jwk`
      const jwk = await generateKey('Ed25519')
      await writeKeyFile(file, jwk)
      const open = `${JSON.stringify(publicJwk(jwk))}\n`
      await writeWhole(publicFile, open, { fresh: true })
      const { thumbprint } = await describeKey(jwk)
      if (options.json === true) {
        printJson({ file, publicFile, thumbprint })
        return
      }
      printLine(`private     ${file}`)
      printLine(`public      ${publicFile}`)
      printLine(`thumbprint  ${thumbprint}`)
    })
    .addHelpText('after', help)
}

const help = `
Ed25519. The private file has mode 600 and stays with the collector. The public file is pinned at every station
(journal: upload: key): what it has signed for, a station may forget in time, and nothing else.

Exit code: 0 made, 2 usage or operator error.

Examples:
  greengate collect key collector.jwk
  greengate collect key collector.jwk --public collector.public.jwk --json`
