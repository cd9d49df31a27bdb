/** What is simulated of a rollout, and what the formulas of docs/publishing.md 9 say of it. */
import type { Costs } from './costs.ts'
import type { Count } from './counting-server.ts'
import * as model from './model.ts'
import { chanceOf, simulate, type Scenario, type Simulated } from './simulate.ts'

const every = 300
/** How far the formulas may be from the simulation; the worst of many seconds is itself a matter of chance. */
export const tolerance = 0.05
const worstTolerance = 0.1
/** Where a new version is shown. */
const at = 600

/** Steps of the publications. */
export const [versions, timestamp, rules, emergency] = [0, 1, 2, 4] as const
const status = 3

/** Of the simulation and of the model. */
export interface Pair {
  readonly simulated: number
  readonly model: number
}

/** A row: what it is about, and what came of it. */
export interface Line {
  readonly what: string
  readonly verifiers: number
  /** Requests a second, mean and in the worst second, and kilobytes a second; undefined where the row is not about it. */
  readonly requests?: Pair
  readonly worst?: Pair
  readonly bytes?: Pair
  /** Seconds until half, 99 % and all have it. */
  readonly taken?: readonly Pair[]
}

const sum = (list: Float64Array, from = 0, to = list.length): number =>
  list.subarray(from, to).reduce((total, each) => total + each, 0)
/** In a second, over a stretch of them. */
export const mean = (list: Float64Array, from: number, to: number): number =>
  sum(list, from, to) / (to - from)
/** In the worst second. */
export const most = (list: Float64Array, from = 0, to = list.length): number =>
  list.subarray(from, to).reduce((largest, each) => Math.max(largest, each), 0)

/** When half, 99 % and all had it. */
export const takenOf = ({ taken }: Pick<Simulated, 'taken'>): readonly number[] => {
  const sorted = taken.toSorted()
  return [0.5, 0.99, 1].map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN)
}
/** One by one. */
export const pairs = (simulated: readonly number[], byModel: readonly number[]): readonly Pair[] =>
  simulated.map((each, i) => ({ simulated: each, model: byModel[i] ?? Number.NaN }))
const takenByModel = (verifiers: number, later: number, last = later): readonly number[] => [
  later + model.takeUp(every, 0.5),
  later + model.takeUp(every, 0.99),
  last + model.lastTakeUp(every, verifiers),
]

/** Where polls are spread over the interval, as they are after hours. */
export const spread = (verifiers: number, costs: Costs, from: number, to: number): Scenario => {
  const chance = chanceOf(20_200_211)
  return {
    ...{ costs, verifiers, every, chance, seconds: at + 400 },
    // What is left of an interval that began at any time.
    begin: (verifier) => model.takeUp(every, chance(verifier, 2 ** 31)),
    held: { step: from, tagged: true },
    shown: [
      { at: 0, step: from },
      { at, step: to },
    ],
    watched: to,
  }
}

/** What comes in a stretch of time where each verifier polls once an interval and each poll costs so much. */
const stretch = (
  { requests, bytes }: Simulated,
  [from, to]: readonly [number, number],
  polls: number,
  cost: Count,
): Pick<Line, 'requests' | 'worst' | 'bytes'> => ({
  requests: { simulated: mean(requests, from, to), model: polls * cost.requests },
  worst: {
    simulated: most(requests, from, to),
    model: cost.requests * model.worstSecond(polls, to - from),
  },
  bytes: { simulated: mean(bytes, from, to) / 1000, model: (polls * cost.bytes) / 1000 },
})

const published = (verifiers: number, costs: Costs): readonly Line[] => {
  const polls = verifiers / every
  const news = [
    ['a new timestamp alone', versions, timestamp],
    ['a new version of the rules', timestamp, rules],
    ['an emergency entry', status, emergency],
  ] as const
  return news.flatMap(([what, from, to]): readonly Line[] => {
    const simulated = simulate(spread(verifiers, costs, from, to))
    const [quiet, cost] = [from, to].map((step) => costs.of({ step: from, tagged: true }, step))
    if (quiet === undefined || cost === undefined) throw new Error('a poll costs something')
    const line: Line = {
      ...{ what, verifiers },
      // For nine tenths of an interval everybody who comes has not been here since.
      ...stretch(simulated, [at, at + 0.9 * every], polls, cost),
      taken: pairs(takenOf(simulated), takenByModel(verifiers, 0)),
    }
    if (from !== versions) return [line]
    return [
      { what: 'nothing new', verifiers, ...stretch(simulated, [every, at], polls, quiet) },
      line,
    ]
  })
}

/** All began in the same second, long ago or just now. */
const together = (verifiers: number, costs: Costs): readonly Line[] => {
  const begun = { ...spread(verifiers, costs, versions, versions), begin: () => 0, watched: -1 }
  const polls = verifiers / every
  const quiet = costs.of({ step: versions, tagged: true }, versions)
  const last = Math.round(model.roundsUntilSpread(0.1))
  const [jittered, even] = [
    simulate({ ...begun, seconds: (last + 1) * every }),
    simulate({ ...begun, seconds: 4 * every, chance: () => 0.5 }),
  ]
  const worstOf = ({ requests }: Simulated, round: number): number =>
    most(requests, (round - 0.5) * every, (round + 0.5) * every)
  /** Seconds for which a round is about at its worst: even at first, then half of what a normal spread deviates. */
  const top = (round: number): number =>
    round === 1 ? 0.2 * every : 0.1 * every * Math.sqrt(round / 12)
  const rounds = [1, 3, 10, last].map((round): Line => {
    const crowd = round === last ? 1.1 : model.crowding(round)
    return {
      what: `all began in one second: after ${String(round)} ${round === 1 ? 'interval' : 'intervals'}`,
      verifiers,
      worst: {
        simulated: worstOf(jittered, round),
        model: quiet.requests * model.worstSecond(polls * crowd, top(round)),
      },
    }
  })
  const without = {
    what: 'the same without jitter, at any time',
    verifiers,
    worst: { simulated: worstOf(even, 3), model: verifiers * quiet.requests },
  }
  return [...rounds, without]
}

/** All stations of a city start again within a minute. */
const afterPowerCut = (verifiers: number, costs: Costs): readonly Line[] => {
  const within = 60
  const begin = { ...spread(verifiers, costs, versions, versions), seconds: within, watched: -1 }
  const polls = verifiers / within
  const stores = [
    ['all start within a minute, with what they kept', { step: versions, tagged: false }],
    ['all start within a minute, with empty stores', 'nothing'],
  ] as const
  return stores.map(([what, held]): Line => {
    const from = (verifier: number): number => within * begin.chance(verifier, 2 ** 31)
    const simulated = simulate({ ...begin, held, begin: from })
    return { what, verifiers, ...stretch(simulated, [0, within], polls, costs.of(held, versions)) }
  })
}

/** A server that answers a bounded number of requests a second, asked by all in one second. */
const overloaded = (verifiers: number, costs: Costs): Line => {
  const capacity = verifiers / 50
  const held = { step: versions, tagged: false } as const
  const simulated = simulate({
    ...spread(verifiers, costs, versions, rules),
    ...{ held, capacity, begin: () => 0, seconds: 1500 },
    shown: [{ at: 0, step: rules }],
  })
  const { requests } = costs.of(held, rules)
  return {
    what: `all start in one second, the server answers ${capacity.toLocaleString('en')} requests a second`,
    verifiers,
    worst: { simulated: most(simulated.requests), model: capacity },
    taken: pairs(
      takenOf(simulated),
      [0.5, 0.99, 1].map((share) => model.drain(share * verifiers * requests, capacity)),
    ),
  }
}

const cached = (verifiers: number, costs: Costs): Line => {
  const cache = { places: 20, seconds: 10 }
  const simulated = simulate({ ...spread(verifiers, costs, timestamp, rules), cache })
  const quiet = costs.of({ step: timestamp, tagged: true }, timestamp)
  // A place asks again when its copy has run out and the next one of its verifiers comes.
  const asks = cache.places / (cache.seconds + (every * cache.places) / verifiers)
  return {
    what: `behind a cache in ${String(cache.places)} places that keeps for ${String(cache.seconds)} s: what reaches the server`,
    verifiers,
    requests: { simulated: mean(simulated.requests, every, at), model: asks * quiet.requests },
    bytes: {
      simulated: mean(simulated.bytes, every, at) / 1000,
      model: (asks * quiet.bytes) / 1000,
    },
    taken: pairs(takenOf(simulated), takenByModel(verifiers, cache.seconds / 2, cache.seconds)),
  }
}

const pushed = (verifiers: number, costs: Costs, bytes: number): Line => {
  // Ten servers at a gigabit, of which half is meant for this.
  const push = { verifiers, bytes, bytesPerSecond: 10 * 62_500_000, hop: 0.05 }
  const simulated = simulate({
    ...spread(verifiers, costs, timestamp, rules),
    pushed: (verifier) => model.pushTakeUp((verifier + 1) / verifiers, push),
  })
  const shares = [0.5, 0.99, 1]
  const polls = verifiers / every
  const after = costs.of({ step: rules, tagged: false }, rules)
  return {
    what: 'a new version pushed over NATS, 10 servers that give 0.5 Gbit/s each; beside it the polls go on',
    verifiers,
    ...stretch(simulated, [at + 60, at + 0.9 * every], polls, after),
    taken: pairs(
      takenOf(simulated),
      shares.map((share) => model.pushTakeUp(share, push)),
    ),
  }
}

const isPairOff = (pair: Pair | undefined, by: number): boolean =>
  pair !== undefined && !(Math.abs(pair.simulated / pair.model - 1) <= by)

/** Whether the two are too far apart. */
export const isLineOff = ({ what, requests, worst, bytes, taken = [] }: Line): boolean =>
  // What a bounded server makes of it has no formula: the model is the least that it takes.
  !what.includes('the server answers') &&
  ([requests, bytes, ...taken].some((pair) => isPairOff(pair, tolerance)) ||
    isPairOff(worst, worstTolerance))

/** A row, and whether model and simulation are too far apart. */
export interface Row {
  readonly line: Line
  readonly isOff: boolean
}

/** Everything that is simulated of so many verifiers, of an update of so many bytes where it is pushed. */
export const simulatedRows = (verifiers: number, costs: Costs, update: number): readonly Row[] =>
  [
    ...published(verifiers, costs),
    ...together(Math.min(verifiers, 100_000), costs),
    ...afterPowerCut(verifiers, costs),
    overloaded(verifiers, costs),
    cached(verifiers, costs),
    pushed(verifiers, costs, update),
  ].map((line) => ({ line, isOff: isLineOff(line) }))
