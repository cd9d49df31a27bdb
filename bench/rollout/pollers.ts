/** Real verifiers that poll a real server, while a clock that is handed to them runs ahead. */
import { verifierOf } from './costs.ts'
import type { CountingServer } from './counting-server.ts'
import type { Publications } from './publications.ts'
import type { Scenario, Simulated } from './simulate.ts'

type Polled = Pick<Simulated, 'requests' | 'bytes' | 'taken' | 'polls'>

/** Lets `openBundle` poll as a scenario says: without a cache, a push or a bound of the server. */
export const runPollers = async (
  { verifiers, every, seconds, begin, shown, chance, watched = -1 }: Scenario,
  publications: Publications,
  server: CountingServer,
): Promise<Polled> => {
  const result = {
    requests: new Float64Array(seconds),
    bytes: new Float64Array(seconds),
    taken: new Float64Array(verifiers).fill(Number.NaN),
    polls: 0,
  }
  const watchedAt = shown.find(({ step }) => step === watched)?.at ?? Infinity
  const ending = new AbortController()
  let clock = new Date(0)
  /** Who waits, until when, and what lets it go on; resolved with the next wait. */
  interface Waiting {
    readonly verifier: number
    readonly until: number
    readonly goOn: () => Promise<Waiting>
  }
  const start = async (verifier: number): Promise<Waiting> => {
    const opened = await verifierOf(publications, server)
    let told: (waiting: Waiting) => void = () => undefined
    let at = begin(verifier)
    let count = 0
    const goOn = (): Promise<Waiting> => new Promise((tell) => (told = tell))
    const poll = (): void => {
      void opened.poll({
        every,
        now: () => clock,
        random: () => chance(verifier, count++),
        signal: ending.signal,
        onRefreshed: ({ state }) => {
          if (state !== 'updated' && state !== 'unchanged') throw new Error(`a poll was ${state}`)
        },
        wait: (ms) =>
          new Promise((go) => {
            at += ms / 1000
            told({
              verifier,
              until: at,
              goOn: () => {
                go()
                return goOn()
              },
            })
          }),
      })
    }
    return {
      verifier,
      until: at,
      goOn: () => {
        const waiting = goOn()
        poll()
        return waiting
      },
    }
  }
  let waiting = await Promise.all(Array.from({ length: verifiers }, (_, i) => start(i)))
  const earliest = (): Waiting | undefined =>
    waiting.reduce<Waiting | undefined>(
      (least, each) => (least === undefined || each.until < least.until ? each : least),
      undefined,
    )
  for (let now = earliest(); now !== undefined && now.until < seconds; now = earliest()) {
    const { verifier, until, goOn } = now
    const { step } = shown.findLast(({ at }) => at <= until) ?? { step: 0 }
    const published = publications.steps[step]
    if (published === undefined) throw new Error('there is no such step')
    server.show(published.files)
    clock = published.at
    const again = await goOn()
    await new Promise((later) => setImmediate(later))
    const { requests, bytes } = server.take()
    const second = Math.floor(until)
    result.requests[second] = (result.requests[second] ?? 0) + requests
    result.bytes[second] = (result.bytes[second] ?? 0) + bytes
    result.polls++
    if (step >= watched && until >= watchedAt && Number.isNaN(result.taken[verifier]))
      result.taken[verifier] = until - watchedAt
    waiting = waiting.map((each) => (each.verifier === verifier ? again : each))
  }
  ending.abort()
  for (const { goOn } of waiting) void goOn()
  return result
}
