/** `greengate batch worker`: does parts of batches that somebody else runs, on any machine. */
import { Command, Option } from 'commander'
import { isSignerNamed, withSignerFlags } from '../../bundle/commands/signer-flags.ts'
import { printJson } from '../../edges/output.ts'
import { natsOptions, natsPlace, type NatsFlags } from '../../nats/options.ts'
import { OperatorError } from '../../operator-error.ts'
import type { WorkerKeys } from '../stream/open-offer.ts'
import { untilEnded } from '../stream/until-ended.ts'

interface WorkerFlags extends NatsFlags, WorkerKeys {
  readonly threads: string
  readonly signBy?: 'nats'
  readonly json?: true
}

/** Builds the command. */
export function workerCommand(): Command {
  const command = new Command('worker').description('do parts of batches that run on NATS')
  return withSignerFlags(natsOptions(command))
    .addOption(
      new Option('--sign-by <who>', 'a signer at NATS signs (greengate batch signer)').choices([
        'nats',
      ]),
    )
    .option('--cti-key <file>', 'what ids and salts are made with; the same as the coordinator’s')
    .option('--binding-key <path>', 'of the issuer and month, for jobs with tags')
    .option('--threads <integer>', 'parts at a time', '1')
    .option('--json', 'print a line of JSON for each thing said, and at the end')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Looks for jobs in NATS, and takes parts of every one that it has the keys of, until it is ended (ctrl-c, SIGTERM): then
it ends what it has begun. A job of codes needs the key that signs (or --sign-by nats) and the key of ids; without them
its parts are left to others, and that is said. What a worker that is killed had begun is done by another; nothing is
done twice (docs/batch.md, "On several machines").

Examples:
  greengate batch worker --nats nats://10.0.0.1:4222,nats://10.0.0.2:4222 --threads 4
  greengate batch worker --nats tls://nats.example:4222 --nats-creds worker.creds --key issuer.jwk --cti-key cti.key
  greengate batch worker --nats tls://nats.example:4222 --nats-creds worker.creds --sign-by nats --cti-key cti.key`

async function run(flags: WorkerFlags): Promise<void> {
  const place = await natsPlace(flags)
  if (place === undefined) throw new OperatorError('--nats: where is it? See --help')
  const threads = /^[1-9]\d?$/.test(flags.threads) ? Number(flags.threads) : 0
  if (threads === 0) throw new OperatorError('--threads: must be 1 to 99; give digits')
  const isByNats = flags.signBy === 'nats'
  if (isByNats && threads > 1) {
    throw new OperatorError('--sign-by nats: asks from one thread; start more workers instead')
  }
  if (isByNats && isSignerNamed(flags)) {
    throw new OperatorError('--sign-by nats: another signer is named too; give one of them')
  }
  const say = (line: string): void => {
    if (flags.json === true) printJson({ said: line })
    else process.stderr.write(`${line}\n`)
  }
  // Whoever works on one machine does without NATS.
  const { runWorker } = await import('../stream/run-worker.ts')
  const { openByKeys, openBySigner, partsTogether } = await import('../stream/open-offer.ts')
  let parts = 0
  await untilEnded((signal) =>
    runWorker({
      ...{ place, signal, say },
      // While one part waits for its signatures others are done.
      width: isByNats ? partsTogether : threads,
      open: (offer, nats) =>
        isByNats ? openBySigner(offer, flags, nats) : openByKeys(offer, flags, threads),
      onPart() {
        parts += 1
      },
    }),
  )
  if (flags.json === true) printJson({ parts })
}
