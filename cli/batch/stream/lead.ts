/** One coordinator for each job: an entry that its leader renews; another one is refused while it does. */
import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { JetStreamApiError } from '@nats-io/jetstream'
import { OperatorError } from '../../operator-error.ts'
import { askAgain } from './ask-again.ts'
import { leadKey, patienceMs } from './names.ts'
import type { Queue } from './queue.ts'

const renewMs = 1_000
/** Who has not renewed for so long is gone. */
const silentMs = 3 * renewMs
const pauseMs = 100

/** Being the leader. */
export interface Lead {
  /** Rejected when another one leads. */
  readonly lost: Promise<never>
  end(): Promise<void>
}

/**
 * Becomes the leader. Whoever goes on in the same folder of the same machine takes over at once: there is one at a time.
 *
 * @throws {@link OperatorError} while another leads
 */
export async function takeLead({ kv, job }: Queue, out: string): Promise<Lead> {
  const name = createHash('sha256')
    .update(`${hostname()} ${await realpath(out)}`)
    .digest('hex')
  const found = await askAgain('who leads', () => kv.get(leadKey))
  let revision = found?.revision ?? 0
  const isHeld = found !== null && found.operation === 'PUT'
  if (isHeld && found.string() !== name) {
    await wait(silentMs)
    const now = await askAgain('who leads', () => kv.get(leadKey))
    if (now !== null && now.revision !== revision && now.operation === 'PUT') throw refused(job.id)
    revision = now?.revision ?? 0
  }
  /** Only in place of what we know: whoever else has written meanwhile makes it fail. */
  const write = async (): Promise<number | undefined> => {
    try {
      return revision === 0
        ? await kv.create(leadKey, name)
        : await kv.update(leadKey, name, revision)
    } catch (error) {
      const isOther = error instanceof JetStreamApiError && error.code === 10_071
      if (!isOther) throw error
      return undefined
    }
  }
  /**
   * Another's entry ends us. A renewal of ours whose answer was lost with a server is ours still, which those that are
   * left may know only in a moment; and one that was just made the leader may refuse for a write that came to nothing.
   */
  const renew = async (): Promise<void> => {
    revision = await askAgain('leading', async () => {
      for (let waited = 0; waited <= patienceMs; waited += pauseMs) {
        const written = await write()
        if (written !== undefined) return written
        const now = await kv.get(leadKey)
        if (now !== null && now.revision > revision && now.operation === 'PUT') {
          if (now.string() === name) return now.revision
          break
        }
        await wait(pauseMs)
      }
      throw refused(job.id)
    })
  }
  await renew()
  let timer: NodeJS.Timeout | undefined
  let renewing: Promise<void> | undefined
  const lost = new Promise<never>((_resolve, reject) => {
    const next = (): void => {
      timer = setTimeout(() => {
        renewing = renew().then(next, reject)
      }, renewMs)
    }
    next()
  })
  lost.catch(() => undefined)
  return {
    lost,
    async end() {
      clearTimeout(timer)
      await renewing?.catch(() => undefined)
      clearTimeout(timer)
      await kv.delete(leadKey).catch(() => undefined)
    },
  }
}

function refused(job: string): OperatorError {
  return new OperatorError(
    `job ${job}: another coordinator runs it, with another --out; wait for it, or end it`,
  )
}
