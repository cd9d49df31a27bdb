/** `greengate status import` and `export`: lists as others have them, IETF Token Status List JWTs. */
import { Command, Option } from 'commander'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { readPublicKey } from '../../bundle/signer.ts'
import { readBytes, writeWhole } from '../../edges/file.ts'
import { print, printJson, printLine } from '../../edges/output.ts'
import { readPrivateKey } from '../../keys/key-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { issuerOf } from '../find-places.ts'
import { importStatuses } from '../import-list.ts'
import { bitsOf, listOf } from '../list.ts'
import { makeTokenStatusList, readTokenStatusList } from '../token-status-list.ts'
import { actOf, inStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

interface ImportFlags extends StoreFlags {
  readonly key: string
  readonly month: string
  readonly uri?: string
  readonly other?: 'revoked' | 'suspended'
  readonly late?: true
}

/** Builds `import`. */
export function importCommand(): Command {
  return withStoreFlags(
    new Command('import')
      .description('take in the Token Status List (JWT) of an issuer with another program')
      .argument('<file>', 'the token'),
  )
    .requiredOption('--key <file>', 'the public key that signs it')
    .requiredOption('--month <month>', 'of the codes that it is for, such as 2026-11')
    .option('--uri <uri>', 'refuse a token of another place (its "sub")')
    .addOption(
      new Option('--other <state>', 'what statuses from 3 on are').choices([
        'revoked',
        'suspended',
      ]),
    )
    .option('--late', 'take it though its month opens in less than 8 days, or is open')
    .action((file: string, options: ImportFlags) =>
      inStore(
        options,
        async (store) => {
          const act = actOf(options)
          const { month, other, uri, late } = options
          const token = new TextDecoder().decode(await readBytes(file, 'a Token Status List'))
          const list = await readTokenStatusList(token, await readPublicKey(options.key), act.at)
          if (uri !== undefined && list.uri !== uri) {
            throw new OperatorError(`${file}: is the list of another place; name the right one`)
          }
          const { revoked, suspended, restored } = importStatuses(store, list.statuses, {
            ...act,
            issuer: issuerOf(store, options.issuer),
            month,
            isLate: late === true,
            ...(other === undefined ? {} : { other }),
          })
          const { size, bits } = list.statuses
          if (options.json === true)
            printJson({ entries: size, bits, revoked, suspended, restored })
          else {
            printLine(
              `${size} entries: ${revoked} revoked, ${suspended} suspended, ${restored} restored`,
            )
            printLine(`greengate status publish ${month}`)
          }
        },
        true,
      ),
    )
    .addHelpText(
      'after',
      `
1, 2, 4 or 8 bits an entry; 0 counts, 1 is revoked, 2 is suspended. Indices of such a list are not given out here.
Importing again takes in what changed; what was revoked and is no more is refused.

Exit code: 0 taken, 2 usage or operator error.

Examples:
  greengate status import list.jwt --key issuer-public.jwk --issuer cn-4101 --month 2026-11`,
    )
}

interface ExportFlags extends StoreFlags {
  readonly key: string
  readonly uri: string
  readonly ttl: string
  readonly days: string
  readonly out?: string
}

/** Builds `export`. */
export function exportCommand(): Command {
  return withStoreFlags(
    new Command('export')
      .description('write a list as a Token Status List (JWT) of one bit an entry')
      .argument('<month>', 'such as 2026-11'),
  )
    .requiredOption('--key <file>', 'the private key that signs it')
    .requiredOption('--uri <uri>', 'where it will be published (its "sub")')
    .option('--ttl <seconds>', 'for how long it may be kept before it is fetched anew', '43200')
    .option('--days <number>', 'when it expires', '30')
    .option('--out <file>', 'write there instead of to stdout')
    .action((month: string, options: ExportFlags) =>
      inStore(options, async (store) => {
        const { at } = actOf(options)
        const days = wholeNumber(options.days, '--days')
        const bits = bitsOf(store, listOf(store, issuerOf(store, options.issuer), month))
        const token = await makeTokenStatusList(
          {
            ...{ bits, uri: options.uri, at, ttl: wholeNumber(options.ttl, '--ttl') },
            expires: new Date(at.getTime() + days * 86_400_000),
          },
          await readPrivateKey(options.key),
        )
        if (options.out !== undefined) await writeWhole(options.out, `${token}\n`)
        if (options.json === true) printJson({ token, file: options.out ?? null })
        else if (options.out === undefined) print(`${token}\n`)
      }),
    )
    .addHelpText(
      'after',
      `
A set bit is status 1 (invalid), be it revoked or suspended. Entries are padded to a whole byte.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate status export 2026-11 --key issuer.jwk --uri https://issuer.example/lists/2026-11 --out list.jwt`,
    )
}
