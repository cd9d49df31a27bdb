/** `greengate keys`: makes a signing key, and shows what may be shown of one. */
import { Command, Option } from 'commander'
import { generateKey, type Algorithm } from 'greengate/issue'
import { printJson, printLine } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import { describeKey, readKeyFile, writeKeyFile, type KeyDescription } from './key-file.ts'

interface Common {
  readonly json?: true
}

/** Builds the command. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('make and show signing keys')
  keys
    .command('create')
    .description('make a private key in a new file that only you can read')
    .argument('[file]', 'where to write it; never overwritten')
    .option('--out <file>', 'the same, as other commands have it')
    .addOption(
      new Option('--alg <name>', 'Ed25519, or ESP256 (P-256 with SHA-256)')
        .choices(['Ed25519', 'ESP256'])
        .default('Ed25519'),
    )
    .option('--json', 'print the public part as JSON')
    .action(create)
    .addHelpText(
      'after',
      `
The file is a private JSON Web Key, mode 0600. Its private part is never printed.

Examples:
  greengate keys create issuer.jwk
  greengate keys create issuer-p256.jwk --alg ESP256 --json`,
    )
  keys
    .command('show')
    .description('show kid, thumbprint, algorithm and public part of a key')
    .argument('<file>', 'a key file, private or public')
    .option('--json', 'print them as JSON')
    .action(show)
    .addHelpText(
      'after',
      `
A trust list takes the public JWK. kid is what a code carries; the thumbprint is how a bundle names the key.

Examples:
  greengate keys show issuer.jwk
  greengate keys show issuer.jwk --json`,
    )
  return keys
}

interface CreateOptions extends Common {
  readonly alg: Algorithm
  readonly out?: string
}

async function create(argument: string | undefined, options: CreateOptions): Promise<void> {
  const file = argument ?? options.out
  if (file === undefined || (argument !== undefined && options.out !== undefined)) {
    throw new OperatorError('keys create: name one new file for the key, such as issuer.jwk')
  }
  const jwk = await generateKey(options.alg)
  await writeKeyFile(file, jwk)
  report(file, await describeKey(jwk), options)
}

async function show(file: string, options: Common): Promise<void> {
  report(file, await describeKey(await readKeyFile(file)), options)
}

function report(file: string, key: KeyDescription, { json }: Common): void {
  if (json) {
    printJson({ file, ...key })
    return
  }
  printLine(`file        ${file}`)
  printLine(`kid         ${key.kid}`)
  printLine(`thumbprint  ${key.thumbprint}`)
  printLine(`alg         ${key.alg}`)
  printLine(`public JWK  ${JSON.stringify(key.publicJwk)}`)
}
