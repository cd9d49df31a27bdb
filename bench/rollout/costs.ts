/** What one poll costs the server, for whatever a verifier holds: found by letting a real verifier do it. */
import { memoryStore, httpSource, openBundle, type OpenBundle } from 'greengate/update'
import type { Count, CountingServer } from './counting-server.ts'
import type { Publications } from './publications.ts'

/** What a verifier holds: nothing, or a step, with or without the tag of its timestamp (a start forgets it). */
export type Held = 'nothing' | { readonly step: number; readonly tagged: boolean }

/** Of each poll: by what is held, and the step that is shown. */
export interface Costs {
  readonly steps: number
  of(held: Held, shown: number): Count
}

/** A verifier of these publications. */
export const verifierOf = (
  { root }: Publications,
  { url }: CountingServer,
  store = memoryStore(),
): Promise<OpenBundle> => openBundle({ root, store, worlds: ['test'], source: httpSource(url) })

/** Measures every one of them. */
export const measureCosts = async (
  publications: Publications,
  server: CountingServer,
): Promise<Costs> => {
  const { steps } = publications
  const poll = async (verifier: OpenBundle, shown: number): Promise<Count> => {
    const step = steps[shown]
    if (step === undefined) throw new Error('there is no such step')
    server.show(step.files)
    server.take()
    const { state } = await verifier.refresh(step.at)
    if (state !== 'updated' && state !== 'unchanged') throw new Error(`a verifier is ${state}`)
    // The server counts what it sent when it has sent it, which may be a turn after it was read.
    await new Promise((later) => setImmediate(later))
    return server.take()
  }
  const counts = new Map<string, Count>()
  for (let held = 0; held < steps.length; held++) {
    for (let shown = held; shown < steps.length; shown++) {
      const store = memoryStore()
      const verifier = await verifierOf(publications, server, store)
      counts.set(keyOf('nothing', held), await poll(verifier, held))
      // As after a power cut: what is kept is there, what was remembered is not.
      const again = await verifierOf(publications, server, store)
      if (shown === held) {
        counts.set(keyOf({ step: held, tagged: false }, held), await poll(again, held))
        counts.set(keyOf({ step: held, tagged: true }, held), await poll(again, held))
        continue
      }
      await poll(verifier, held)
      counts.set(keyOf({ step: held, tagged: false }, shown), await poll(again, shown))
      counts.set(keyOf({ step: held, tagged: true }, shown), await poll(verifier, shown))
    }
  }
  return {
    steps: steps.length,
    of(held, shown) {
      const count = counts.get(keyOf(held, shown))
      if (count === undefined) throw new Error('no verifier goes back')
      return count
    },
  }
}

const keyOf = (held: Held, shown: number): string =>
  held === 'nothing'
    ? `- ${String(shown)}`
    : `${String(held.step)} ${String(held.tagged)} ${String(shown)}`
