/** Answers foreign cases in whatever runtime it is run in, by the library as it is built; no Node, no browser in it. */
import { allFormats, inspect, type InspectTrust } from 'greengate'

interface Asked {
  readonly texts: readonly string[]
  readonly now: string
  readonly trust: object
}

/** One answer a case, as JSON text, so that runtimes can be compared byte for byte. */
export async function answerForeign(cases: readonly Asked[]): Promise<readonly string[]> {
  const answers: string[] = []
  for (const { texts, now, trust } of cases) {
    const options = { now: new Date(now), trust: trust as InspectTrust, formats: allFormats }
    answers.push(JSON.stringify(await inspect(texts, options)))
  }
  return answers
}

Object.assign(globalThis, { answerForeign })
