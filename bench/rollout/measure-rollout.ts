/** A rollout to a fleet: what was simulated beside what the formulas say, and a small one beside real verifiers. */
import { gunzipSync } from 'node:zlib'
import { decodeBundle } from 'greengate/issue'
import { deltaContainer } from '../../cli/bundle/delta.ts'
import { figure, targetCell, type Measured } from '../measured.ts'
import { measureCosts } from './costs.ts'
import { startCountingServer, type CountingServer } from './counting-server.ts'
import { runPollers } from './pollers.ts'
import { makePublications, type Publications } from './publications.ts'
import {
  emergency,
  isLineOff,
  mean,
  most,
  pairs,
  rules,
  simulatedRows,
  spread,
  takenOf,
  timestamp,
  tolerance,
  versions,
  type Line,
  type Pair,
} from './scenarios.ts'
import { simulate, type Scenario, type Simulated } from './simulate.ts'

const publishedVersions = 14

/** The same few verifiers, simulated and real, from empty stores over two publications. */
export const simulatedAndReal = async (
  verifiers: number,
  publications: Publications,
  server: CountingServer,
): Promise<readonly [Simulated, Awaited<ReturnType<typeof runPollers>>]> => {
  const costs = await measureCosts(publications, server)
  const scenario: Scenario = {
    ...spread(verifiers, costs, versions, rules),
    ...{ held: 'nothing', seconds: 1200 },
    shown: [
      { at: 0, step: versions },
      { at: 500, step: rules },
      { at: 900, step: emergency },
    ],
  }
  return [simulate(scenario), await runPollers(scenario, publications, server)]
}

const number = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })
const cellOf = (pair: Pair | undefined): string =>
  pair === undefined
    ? ''
    : `${number(pair.simulated)} / ${number(pair.model)} (${(pair.simulated / pair.model).toFixed(3)})`

/** Measures: so many verifiers simulated, and two hundred real ones beside their simulation. */
export const measureRollout = async (name: string, verifiers: number): Promise<Measured> => {
  const publications = await makePublications(publishedVersions)
  await using server = await startCountingServer()
  const [simulated, real] = await simulatedAndReal(200, publications, server)
  const costs = await measureCosts(publications, server)
  const beside: Line = {
    what: '200 real verifiers and a real server, in place of the model',
    verifiers: 200,
    requests: { simulated: mean(simulated.requests, 0, 1200), model: mean(real.requests, 0, 1200) },
    worst: { simulated: most(simulated.requests), model: most(real.requests) },
    bytes: {
      simulated: mean(simulated.bytes, 0, 1200) / 1000,
      model: mean(real.bytes, 0, 1200) / 1000,
    },
    taken: pairs(takenOf(simulated), takenOf(real)),
  }
  const rows = [
    ...simulatedRows(verifiers, costs, updateBytes(publications)),
    { line: beside, isOff: isLineOff(beside) },
  ]
  const off = rows.filter((row) => row.isOff)
  return {
    rows: rows.map(({ line, isOff }) => [
      line.what,
      line.verifiers.toLocaleString('en'),
      ...[line.requests, line.worst, line.bytes].map(cellOf),
      ...[0, 1, 2].map((i) => cellOf(line.taken?.[i])),
      targetCell(`${String(tolerance * 100)} %`, isOff),
    ]),
    figures: { verifiers: figure(verifiers), rows: figure(rows.length), off: figure(off.length) },
    said: `${String(rows.length)} rows, ${String(off.length)} off by more than ${String(tolerance * 100)} %  ${name}`,
    isMissed: off.length > 0,
  }
}

/** What is pushed, as the publisher makes it: all that a verifier of the step before lacks, in one container. */
const updateBytes = ({ steps }: Publications): number => {
  const [before, after] = [timestamp, rules].map((step) => {
    const whole = steps[step]?.files.get('bundle.ggb.gz')
    if (whole === undefined) throw new Error('there is no such step')
    return decodeBundle(new Uint8Array(gunzipSync(whole))).documents
  })
  return deltaContainer(after ?? [], before ?? []).length
}
