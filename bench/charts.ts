/** The charts of the report: which figures of the ledger stand together in a picture, and what they are measured against. */
import { asked } from './asked.ts'
import type { Bar, IntervalChart } from './interval-chart.ts'
import type { LedgerRow } from './ledger.ts'
import type { Figures } from './measured.ts'
import type { SectionName } from './sections.ts'

/** A chart without its bars. */
type Frame = Omit<IntervalChart, 'bars'>

/** A bar by the benchmark and the figure that it shows. */
interface Place {
  readonly label: string
  readonly bench: string
  readonly figure: string
  readonly side?: Bar['side']
}

interface Drawn {
  readonly frame: Frame
  /** Of the rows that there are. */
  readonly places: (rows: readonly LedgerRow[]) => readonly Place[]
}

const places = (
  ...listed: readonly (readonly [label: string, bench: string, figure: string])[]
) => {
  const all = listed.map(([label, bench, figure]): Place => ({ label, bench, figure }))
  return () => all
}

/** One bar for each benchmark of the section, called after it. */
const ratios =
  (shorter: readonly (readonly [RegExp, string])[]) =>
  (rows: readonly LedgerRow[]): readonly Place[] =>
    rows.map(({ name }) => ({
      label: shorter.reduce((text, [what, by]) => text.replace(what, by), name),
      bench: name,
      figure: 'ratio',
    }))

const figureNames = (rows: readonly LedgerRow[], bench: string): readonly string[] =>
  Object.keys(rows.find(({ name }) => name === bench)?.figures ?? ({} satisfies Figures))

const peersName = "others' libraries beside ours"
const framesName = 'camera-like frames read, beside other decoders'
const certlogic = 'CertLogic: the rules of EU states, against certlogic-js and json-logic-engine'
const firstName = "the first verification of others' codes"
const gateName = 'facts from their source to a gate that polls'
const accepting = 'accepting, against the bare checks of the same bytes,'
const scenarios = ['800 keys', '800 keys and 3,430 signers'] as const

/** All charts, by their sections. */
const charts: Readonly<Partial<Record<SectionName, Drawn>>> = {
  codes: {
    frame: {
      title: 'Codes: our time by the bare checks of the signatures',
      unit: '',
      floor: { at: 1, name: 'the bare checks' },
    },
    places: (rows) =>
      ratios([
        [/ verified, against.*\((.*)\)$/, ', $1'],
        [/^a /, ''],
      ])(rows.filter(({ name }) => !name.includes('portable'))),
  },
  foreign: {
    frame: {
      title: "Others' codes: our time by the composed floor",
      unit: '',
      floor: { at: 1, name: 'the composed floor, which checks no form' },
    },
    places: ratios([
      [/ inspected, against.*\((.*)\)$/, ', $1'],
      [/^an? /, ''],
    ]),
  },
  foreignPeers: {
    frame: {
      title: "Others' libraries: their time by ours, over the same codes",
      unit: 'times',
      digits: 1,
      isLogarithmic: true,
      floor: { at: 1, name: 'ours' },
    },
    places: (rows) =>
      figureNames(rows, peersName).map((figure) => ({
        label: figure,
        bench: peersName,
        figure,
        side: 'beside',
      })),
  },
  first: {
    frame: { title: 'The first verification after a start', unit: 'ms', digits: 1 },
    places: places(
      ['DCC', firstName, 'hcert'],
      ['SMART Health Card', firstName, 'shc'],
      ['New Zealand pass', firstName, 'nzcp'],
      ['VDS-NC, with its chain', firstName, 'vdsNc'],
    ),
  },
  certlogic: {
    frame: {
      title: 'CertLogic: the time of others by ours',
      unit: 'times',
      isLogarithmic: true,
      floor: { at: 1, name: 'ours' },
    },
    places: (rows) => [
      ...['Node', 'Chromium'].flatMap((where) =>
        (
          [
            ['certlogic-js, 117 EU rules', 'reference'],
            ['certlogic-js, the rule of least gain', 'least'],
            ['json-logic-engine, where it can', 'jsonLogic'],
          ] as const
        ).map(([label, figure]): Place => ({
          ...{ label: `${label}, ${where}`, bench: `${certlogic} (${where})` },
          ...{ figure, side: 'beside' },
        })),
      ),
      ...rows
        .filter(({ name }) => name.startsWith('country rules'))
        .map(({ name }): Place => ({
          label: 'certlogic-js, whole sets of states',
          bench: name,
          figure: 'sets',
          side: 'beside',
        })),
    ],
  },
  acceptance: {
    frame: {
      title: 'A bundle accepted, by the bare checks of its bytes',
      unit: '',
      floor: { at: 1, name: 'the bare checks' },
    },
    places: places(
      ...scenarios.flatMap((scenario) => [
        [`an update, ${scenario}`, `${accepting} ${scenario}`, 'update'] as const,
        [`the whole at first, ${scenario}`, `${accepting} ${scenario}`, 'first'] as const,
      ]),
    ),
  },
  population: {
    frame: {
      title: 'Population sets: their bytes by the fewest that can say it',
      unit: '',
      digits: 3,
      floor: { at: 1, name: 'the fewest bits' },
    },
    places: places(
      ...['0.1 %', '1 %'].flatMap((share) =>
        [
          ['not-green', 'notGreen'],
          ['covered', 'covered'],
          ["an hour's patch", 'patch'],
        ].map(
          ([label = '', figure = '']) => [`${label}, ${share} not green`, share, figure] as const,
        ),
      ),
    ),
  },
  decoding: {
    frame: {
      title: 'Camera-like frames that each decoder reads, of the seed kept apart',
      unit: 'frames',
      digits: 0,
    },
    places: (rows) =>
      figureNames(rows, framesName)
        .filter((figure) => figure !== 'behind')
        .map((figure) => ({
          ...{ label: figure, bench: framesName, figure },
          side: figure.startsWith('the ') ? 'ours' : 'beside',
        })),
  },
  deskGate: {
    frame: { title: 'From a fact at its source to a gate that polls every 2 s, p99', unit: 's' },
    places: places(
      ['the old code revoked', gateName, 'old'],
      ['the re-issued code', gateName, 'again'],
      ['the card', gateName, 'card'],
    ),
  },
  lane: {
    frame: { title: 'A lane: milliseconds a passage, p99', unit: 'ms', digits: 1 },
    places: (rows) =>
      rows.flatMap(({ name }) => {
        const shown = name.replace('people ', '')
        return [
          { label: `our own share, ${shown}`, bench: name, figure: 'own' },
          { label: `of it the processor, ${shown}`, bench: name, figure: 'processor' },
          { label: `the disk floor, ${shown}`, bench: name, figure: 'disk', side: 'beside' },
          { label: `last byte to relay, ${shown}`, bench: name, figure: 'relay' },
        ] as const
      }),
  },
}

/**
 * The chart of a section.
 *
 * @param rows - The first row that is told of each of its benchmarks.
 */
export const chartOf = (
  section: SectionName,
  rows: readonly LedgerRow[],
): IntervalChart | undefined => {
  const drawn = charts[section]
  if (drawn === undefined) return undefined
  const bars = drawn.places(rows).flatMap(({ label, bench, figure, side = 'ours' }): Bar[] => {
    const row = rows.find(({ name }) => name === bench)
    const found = row?.figures[figure]
    if (found === undefined) return []
    const line = asked.find((each) => each.bench === bench && each.figure === figure)
    // A bound of which the quick form says nothing is not drawn beside its figure.
    const bound = line?.small === undefined || row?.full === true ? line?.bound : undefined
    const isMissed =
      bound !== undefined &&
      (bound[0] === 'at most' ? found.value > bound[1] : found.value < bound[1])
    return [
      {
        ...{ label, figure: found, side, isMissed },
        ...(bound !== undefined && { bound: bound[1] }),
      },
    ]
  })
  return bars.length === 0 ? undefined : { ...drawn.frame, bars }
}
