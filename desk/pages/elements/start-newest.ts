/** Reads of which the newest counts: answers come in any order, and what was asked about somebody else must not be shown. */
import type { DeskClient } from '../../shared/desk-client.ts'

/** Runs a job with a client of its own; a job that a newer one overtook ends at its next answer or refusal, in silence. */
export type Newest = (
  client: DeskClient,
  job: (client: DeskClient) => Promise<void>,
) => Promise<void>

class Overtaken extends Error {
  override name = 'Overtaken'
}

/** Begins a row of reads. */
export function startNewest(): Newest {
  let turns = 0
  return async (client, job) => {
    const turn = ++turns
    const own: DeskClient = async (route, asked, signal) => {
      const answer = await client(route, asked, signal)
      if (turn !== turns) throw new Overtaken()
      return answer
    }
    try {
      await job(own)
    } catch (error) {
      if (turn === turns) throw error
    }
  }
}
