/** The flags of a batch whose parts are done on other machines, by way of NATS. */
import { Option, type Command } from 'commander'
import { natsOptions, natsPlace, type NatsFlags } from '../../nats/options.ts'
import { OperatorError } from '../../operator-error.ts'
import type { StreamTerms } from '../stream/run-stream.ts'

/** What was typed. */
export interface StreamFlags extends NatsFlags {
  readonly replicas?: '1' | '3'
  readonly ackWait?: string
  readonly keep?: true
  readonly shareCtiKey?: true
  readonly signBy?: 'nats'
}

/** Adds them. */
export function withStreamFlags(command: Command): Command {
  return natsOptions(command)
    .addOption(
      new Option(
        '--replicas <count>',
        'of what lies in NATS (default: 3 in a cluster, else 1)',
      ).choices(['1', '3']),
    )
    .option('--ack-wait <seconds>', 'when a silent worker’s part goes to another (default: 30)')
    .option('--keep', 'leave the stream and the bucket in NATS when all is done')
}

/**
 * Where others do it, by the flags.
 *
 * @param idKey - Of `issue`.
 * @throws {@link OperatorError}
 */
export async function streamOfFlags(
  flags: StreamFlags,
  idKey?: Uint8Array,
): Promise<{ readonly stream?: StreamTerms }> {
  const place = await natsPlace(flags)
  const { replicas, ackWait, keep, shareCtiKey, signBy } = flags
  if (place === undefined) {
    const given = {
      replicas,
      'ack-wait': ackWait,
      keep,
      'share-cti-key': shareCtiKey,
      'sign-by': signBy,
    }
    const lone = Object.entries(given).find(([, value]) => value !== undefined)
    if (lone === undefined) return {}
    throw new OperatorError(`--${lone[0]}: belongs to --nats; give that too, or leave it out`)
  }
  return {
    stream: {
      place,
      ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
      ...(ackWait === undefined ? {} : { ackWaitMs: 1_000 * secondsOf(ackWait) }),
      ...(keep === true ? { keeps: true } : {}),
      ...(shareCtiKey === true && idKey !== undefined ? { idKey } : {}),
    },
  }
}

function secondsOf(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (seconds >= 1 && seconds <= 3_600) return seconds
  throw new OperatorError('--ack-wait: must be 1 to 3600 seconds; give digits')
}
