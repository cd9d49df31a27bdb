/** The commands named `key`: each makes a private key in one file and its public key in another, and says so. */
import { Command } from 'commander'
import { printJson, printLine } from '../edges/output.ts'

/** What tells one from another. */
export interface PairCommandOptions {
  readonly description: string
  readonly help: string
  /** What the key is known by, as the word before it. */
  readonly knownBy: 'name' | 'thumbprint'
  /** Writes both files, neither over another, and gives what the key is known by. */
  readonly make: (file: string, publicFile: string) => Promise<string>
}

interface Flags {
  readonly public?: string
  readonly json?: true
}

/** Builds one. */
export function pairCommand({ description, help, knownBy, make }: PairCommandOptions): Command {
  const width = Math.max('private'.length, knownBy.length) + 2
  return new Command('key')
    .description(description)
    .argument('<file>', 'where the private key goes; never overwritten')
    .option('--public <file>', 'where the public key goes (default: beside it, .public.jwk)')
    .option('--json', 'print the files and the name of the key as JSON')
    .action(async (file: string, flags: Flags) => {
      const publicFile = flags.public ?? `${file.replace(/\.jwk$/, '')}.public.jwk`
      const known = await make(file, publicFile)
      if (flags.json === true) {
        printJson({ file, publicFile, [knownBy]: known })
        return
      }
      printLine(`${'private'.padEnd(width)}${file}`)
      printLine(`${'public'.padEnd(width)}${publicFile}`)
      printLine(`${knownBy.padEnd(width)}${known}`)
    })
    .addHelpText('after', help)
}
