/** Ends a connection to NATS: what was said gets through while a server is there, and nobody waits for one that is not. */
import type { NatsConnection } from '@nats-io/transport-node'

const longestMs = 2_000

/** Ends it, whatever the server does. */
export async function endConnection(nats: NatsConnection): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestMs)
  })
  try {
    await Promise.race([nats.drain(), late])
  } catch {
    // It was closed already: what is to be ended has ended.
  } finally {
    clearTimeout(timer)
  }
  await nats.close()
}
