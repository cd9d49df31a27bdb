/** `greengate batch signer`: the one place with the key, for workers that have none. */
import { Command } from 'commander'
import { withSignerFlags, type SignerFlags } from '../../bundle/commands/signer-flags.ts'
import { printJson } from '../../edges/output.ts'
import { lengthOf } from '../../issue/series.ts'
import { natsOptions, natsPlace, type NatsFlags } from '../../nats/options.ts'
import { OperatorError } from '../../operator-error.ts'
import { openCodeSigner } from '../open-code-signer.ts'
import { untilEnded } from '../stream/until-ended.ts'
import { signerOf } from './issue-flags.ts'

interface Flags extends NatsFlags, SignerFlags {
  readonly issuer: string
  readonly validFor: string
  readonly json?: true
}

/** Builds the command. */
export function signerCommand(): Command {
  const command = new Command('signer').description('sign codes for workers that have no key')
  return withSignerFlags(natsOptions(command))
    .requiredOption('--issuer <id>', 'whose codes are signed, and no others')
    .option('--valid-for <duration>', 'the longest life of a code: P1D, PT12H', 'P1D')
    .option('--json', 'print a line of JSON for each refusal, and at the end')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Answers on greengate.sign.KID. It opens everything that it is asked to sign, and signs nothing but codes of version 1 of
its issuer and key, whose life is no longer than --valid-for, from their issue and from now. Whoever may publish there
may have such codes signed: let the permissions of NATS say who. Start several with one key, and they share the work.

Examples:
  greengate batch signer --nats tls://nats.example:4222 --nats-creds signer.creds --key issuer.jwk --issuer cn-3301
  GREENGATE_PIN=... greengate batch signer --nats tls://nats.example:4222 --nats-creds signer.creds \\
    --pkcs11 /usr/lib/softhsm/libsofthsm2.so --token codes --label issuer --issuer cn-3301 --valid-for P7D`

async function run(flags: Flags): Promise<void> {
  const place = await natsPlace(flags)
  if (place === undefined) throw new OperatorError('--nats: where is it? See --help')
  const limits = {
    issuer: flags.issuer,
    validForSeconds: lengthOf(flags.validFor, '--valid-for') / 1000,
  }
  const signer = await openCodeSigner(signerOf(flags))
  const say = (line: string): void => {
    if (flags.json === true) printJson({ said: line })
    else process.stderr.write(`${line}\n`)
  }
  const { connectTo } = await import('../../nats/connect.ts')
  const { serveSigner } = await import('../stream/serve-signer.ts')
  const counts = await untilEnded(async (signal) => {
    const nats = await connectTo(place, { name: 'greengate batch signer' })
    try {
      say(`signs for ${flags.issuer} with ${Buffer.from(signer.kid).toString('base64url')}`)
      return await serveSigner(nats, signer, limits, signal, (reason) => {
        say(`refused: ${reason}`)
      })
    } finally {
      await nats.close()
    }
  })
  if (flags.json === true) printJson(counts)
}
