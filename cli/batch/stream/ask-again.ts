/** Asks JetStream again while a server is away or a leader is being chosen, and says what it refuses in one clear line. */
import { setTimeout as wait } from 'node:timers/promises'
import { JetStreamApiError, JetStreamError } from '@nats-io/jetstream'
import { errors } from '@nats-io/transport-node'
import { OperatorError } from '../../operator-error.ts'
import { patienceMs } from './names.ts'

const pauseMs = 250
/** Of the server: no leader, no quorum, no resources yet; all pass. */
const passing = new Set([10_008, 10_009, 10_074, 10_077, 10_118])

/**
 * Asks until there is an answer.
 *
 * @throws {@link OperatorError} for what is refused, and when nobody answers for too long
 */
export async function askAgain<T>(
  what: string,
  ask: () => Promise<T>,
  longestMs = patienceMs,
): Promise<T> {
  for (let waited = 0; ;) {
    const begun = performance.now()
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error)) throw error
      if (!isPassing(error)) throw refusalOf(what, error)
      if (waited >= longestMs) {
        throw new OperatorError(
          `NATS: ${what}: no answer; see that its servers run and have a leader, and run it again to go on`,
          { cause: error },
        )
      }
    }
    await wait(pauseMs)
    waited += performance.now() - begun
  }
}

/** Whether it may be asked again. */
export function isPassing(error: Error): boolean {
  if (error instanceof JetStreamApiError) return error.status === 503 || passing.has(error.code)
  if (error instanceof JetStreamError) return true
  return (
    error instanceof errors.TimeoutError ||
    error instanceof errors.RequestError ||
    error instanceof errors.NoRespondersError ||
    error instanceof errors.ConnectionError ||
    // A stream without a leader is answered by nobody, which the client takes for a NATS without JetStream.
    /timeout|no responders|not enabled$/i.test(error.message)
  )
}

function refusalOf(what: string, error: Error): Error {
  if (error instanceof errors.ClosedConnectionError)
    return new OperatorError(`NATS: ${what}: the connection was given up; run it again to go on`, {
      cause: error,
    })
  if (error instanceof errors.PermissionViolationError)
    return new OperatorError(`NATS: ${what}: we may not; see the permissions of our user`, {
      cause: error,
    })
  if (error instanceof JetStreamApiError)
    return new OperatorError(
      `NATS: ${what}: refused (${error.message}, ${error.code}); see the servers' log`,
      { cause: error },
    )
  return error
}
