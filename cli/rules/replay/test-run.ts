/** A real run at a gate for the tests of replay: the demo's people, their receipts, and what they keep. */
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  acceptBundle,
  appendReceipt,
  pinRoot,
  presentationId,
  receiptSubject,
  startSegment,
  verify,
  type Claims,
} from 'greengate'
import { makeDemo, type Demo } from '../../demo/main.ts'
import { people } from '../../demo/people.ts'
import { effectiveFrom } from '../../demo/rule-sets.ts'
import { greengate, scratch, type Run, type Scratch } from '../../test-process.ts'

const now = new Date('2020-03-01T08:20:30Z')
const dayKey = new Uint8Array(32).fill(7)

/** The id of the segment. */
export const id = 'demo-gate-00000001-00c0ffee'

/** The first record is none: it says how the segment begins. */
export const firstReceipt = 2

/** How a segment of the gate begins. */
export const beginning = {
  at: '2020-03-01T08:00:00Z',
  station: 'demo-gate',
  software: 'greengate',
} as const

/** What the gate left behind. */
export interface GateRun {
  readonly demo: Demo
  readonly segment: Uint8Array
  /** Who stands where in the segment, from `firstReceipt` on. */
  readonly order: readonly string[]
}

/** Everybody passes the gate at `now`, and once more when the next version is in force. */
export async function runGate(): Promise<GateRun> {
  await using folder = scratch()
  const demo = await makeDemo({ folder: folder.path, now })
  const bundle = await acceptBundle(
    await pinRoot(demo.rootBytes, { worlds: ['demo'] }),
    demo.bundleBytes,
    now,
  )
  const context = { ruleSet: demo.ruleSet, station: 'demo-gate', seenBefore: 'no' } as const
  const started = await startSegment(id, beginning)
  const parts = [started.bytes]
  let { state } = started
  const order: string[] = []
  for (const at of [now, effectiveFrom(now).next]) {
    for (const { id: name, text } of demo.people) {
      const decision = await verify(text, { bundle, now: at, context })
      const presentation = await presentationId(text)
      const subject =
        presentation === undefined ? null : await receiptSubject(dayKey, presentation.code)
      const details = { station: 'demo-gate', lane: '1', subject, appeal: null }
      const appended = await appendReceipt(state, decision, details)
      parts.push(appended.bytes)
      state = appended.state
      order.push(name)
    }
  }
  return { demo, segment: Buffer.concat(parts), order }
}

/** Facts and coverage. */
export interface Opened {
  readonly facts: NonNullable<Claims['facts']>
  readonly covers: NonNullable<Claims['covers']>
}

/** The permission of the demo's laboratory in its trust list. */
export const testsOnly = { permission: { states: ['test'], covers: ['test'], regions: ['*'] } }

/** Those whose decision was made by rules on facts, and who keep an opening. */
export const keepers = [
  ...['pass', 'pass-vaccinated', 'pass-child', 'check-symptom', 'check-paper', 'check-live'],
  ...['check-missing', 'stop-contact', 'stop-stay'],
] as const

/** A folder with the receipts, the published rules and everybody's opening, and the command run on it. */
export interface Desk extends AsyncDisposable {
  readonly place: Scratch
  readonly receipts: string
  readonly opening: (name: string) => string
  readonly ruleSet: (version: number) => string
  /** What a person's code states. */
  readonly openedOf: (name: string) => Opened
  /** Writes an opening for the first receipt of a person. */
  readonly keep: (name: string, opened: Opened, more?: object) => void
  readonly replay: (...more: readonly string[]) => Promise<Run>
}

/** Lays everything out. */
export function layOut({ demo, segment, order }: GateRun): Desk {
  const place = scratch()
  mkdirSync(place.at('kept'))
  mkdirSync(place.at('rules/demo'), { recursive: true })
  const desk: Desk = {
    place,
    receipts: place.at(`${id}.receipts`),
    opening: (name) => place.at(`kept/${name}.json`),
    ruleSet: (version) => place.at(`rules/demo/${String(version)}.json`),
    openedOf(name) {
      const holder = people(now, demo.keys).find((person) => person.id === name)
      return { facts: holder?.claims.facts ?? [], covers: holder?.claims.covers ?? [] }
    },
    keep(name, { facts, covers }, more = {}) {
      const receipt = { segment: id, seq: order.indexOf(name) + firstReceipt }
      const value = { format: 'greengate-opening-1', receipt, facts, covers, ...more }
      writeFileSync(desk.opening(name), json(value))
    },
    replay: (...more) => {
      const folders = ['--openings', place.at('kept'), '--versions', place.at('rules')]
      const named = more.includes('--receipts') ? [] : ['--receipts', desk.receipts]
      return greengate(['rules', 'replay', ...named, ...folders, ...more])
    },
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  }
  writeFileSync(desk.receipts, segment)
  for (const set of demo.publication.ruleSets) writeFileSync(desk.ruleSet(set.version), json(set))
  writeFileSync(place.at('rules/facts.json'), json(demo.publication.facts))
  for (const name of keepers) {
    desk.keep(name, desk.openedOf(name), name === 'check-missing' ? testsOnly : {})
  }
  return desk
}

/** As people keep it, which is not the canonical form. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2)

interface Said {
  readonly outcome: string
  readonly rules: readonly { readonly no: number }[]
}

/** A line of `--json`. */
export interface Line {
  readonly seq: number
  readonly subject: string | null
  readonly state: string
  readonly why?: string
  readonly then?: Said
  readonly now?: Said
  readonly sum?: Readonly<Record<string, unknown>>
}

/** The lines of a run with `--json`. */
export const linesOf = ({ stdout }: Run): readonly Line[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** Who came out otherwise, from what to what. */
export function changesOf(run: Run, { order }: GateRun): Readonly<Record<string, string>> {
  const text = (said: Said | undefined): string =>
    [said?.outcome, ...(said?.rules ?? []).map(({ no }) => String(no))].join(' ')
  const changed = linesOf(run).filter(({ state }) => state === 'changed')
  return Object.fromEntries(
    changed.map(({ seq, then, now: again }) => [
      order[seq - firstReceipt] ?? '',
      `${text(then)} -> ${text(again)}`,
    ]),
  )
}
