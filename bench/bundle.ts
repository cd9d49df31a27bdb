/** The bundle: what an update weighs against the whole, and what accepting costs against the bare checks of the same bytes. */
import { spawnSync } from 'node:child_process'
import { createHash, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { decodeBundle, layOutBundle, makeDelta, type Container } from 'greengate/issue'
import { compileRuleSet, parseFactTypes } from 'greengate/rules'
import { applyDelta } from 'greengate/update'
import { makeScenario, type RuleSetText, type Scenario } from './bundle-scenario.ts'
import {
  figure,
  medianCell,
  medianFigure,
  targetCell,
  type Figure,
  type Measured,
} from './measured.ts'
import { medianOf } from './statistics.ts'

const timesSmaller = 10
const slower = 2

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1)
const milliseconds = (of: readonly number[]): string => medianOf(of).median.toFixed(2)

/** The weight of an update: everything that a gate fetches, each file compressed as the whole is. */
export const measureWeight = async (name: string, manySigners: boolean): Promise<Measured> => {
  const { first, next, update } = await makeScenario(manySigners)
  const files = await layOutBundle(next, [first])
  const { documents } = decodeBundle(update)
  const wanted = new Set(['timestamp.ggb'])
  for (const { name: document, payload } of documents) {
    const kind = document === 'snapshot' ? 'snapshot' : 'member'
    if (document === 'timestamp') continue
    wanted.add(`${kind}/${createHash('sha256').update(payload).digest('base64url')}.ggb`)
  }
  const whole = files.find(({ path }) => path === 'bundle.ggb.gz')?.bytes.length ?? Number.NaN
  const delta = files.find(({ path }) => path.startsWith('delta/'))?.bytes.length ?? Number.NaN
  const members = files.filter(({ path }) => wanted.has(path))
  if (members.length !== wanted.size) throw new Error('the folder lacks a file of the update')
  const packed = members.map(({ bytes }) => gzipSync(bytes).length)
  const fetched = packed.reduce((sum, length) => sum + length, delta)
  const ratio = whole / fetched
  const isMissed = !(ratio >= timesSmaller)
  const cells = [kilobytes(whole), kilobytes(fetched), ratio.toFixed(1)]
  return {
    rows: [[name, ...cells, targetCell(String(timesSmaller), isMissed), kilobytes(delta)]],
    figures: { smaller: figure(ratio) },
    said: `${cells[2] ?? ''} times smaller, at least ${String(timesSmaller)}  ${name}`,
    isMissed,
  }
}

/** What no verifier can do without: each signature, one digest of all bytes, each payload read. */
const bareChecks = ({ documents, data }: Container, { keys }: Scenario): (() => void) => {
  const text = new TextDecoder()
  const signatures = documents.flatMap(({ payload, signatures: bytes }) => {
    const list = JSON.parse(text.decode(bytes)) as {
      signatures: { protected: string; signature: string }[]
    }
    return list.signatures.map((each) => {
      const header = JSON.parse(Buffer.from(each.protected, 'base64url').toString()) as {
        readonly kid: string
      }
      const key = keys.get(header.kid)?.publicKey
      if (key === undefined) throw new Error('a document is signed by a key of nobody')
      const message = Buffer.concat([Buffer.from(`${each.protected}.`), payload])
      return { key, message, signature: Buffer.from(each.signature, 'base64url') }
    })
  })
  return () => {
    for (const { key, message, signature } of signatures) {
      if (!verify(null, message, key, signature)) throw new Error('a signature is wrong')
    }
    for (const bytes of data) createHash('sha256').update(bytes).digest()
    for (const { payload } of documents) {
      createHash('sha256').update(payload).digest()
      JSON.parse(text.decode(payload))
    }
  }
}

/** The check and compilation of rule sets, on its own: a bundle does it once for each digest. */
const ruleChecks = (scenario: Scenario, checked: readonly RuleSetText[]): (() => void) => {
  const types = parseFactTypes(scenario.factTypes)
  const known = [...scenario.sets, scenario.newSet]
  return () => {
    for (const { value } of checked) {
      compileRuleSet(value, types, (id, version) => {
        const base = known.find((each) => each.id === id && each.version === version)
        const { extends: named } = value as { readonly extends?: { readonly sha256: string } }
        return base && { value: base.value, sha256: named?.sha256 ?? '' }
      })
    }
  }
}

/** Some platforms count that time in whole milliseconds: a batch is to take tens of them. */
type Plan = Readonly<Record<'rounds' | 'batch', number>>

interface Times {
  readonly accept: number[]
  readonly bare: number[]
  readonly rules: number[]
}

/** The processor's time of this thread, which others on the machine do not lengthen: on either side nothing runs elsewhere. */
const clocked = async <Item>(
  into: number[],
  items: readonly Item[],
  work: (item: Item) => unknown,
): Promise<void> => {
  const started = process.threadCpuUsage()
  for (const item of items) {
    const result = work(item)
    if (result instanceof Promise) await result
  }
  const { user, system } = process.threadCpuUsage(started)
  into.push((user + system) / 1000 / items.length)
}

const timesOf = async (
  scenario: Scenario,
  bytes: Uint8Array,
  over: () => Promise<Bundle>,
  checked: readonly RuleSetText[],
  { rounds, batch }: Plan,
): Promise<Times> => {
  const times: Times = { accept: [], bare: [], rules: [] }
  const bare = bareChecks(decodeBundle(bytes), scenario)
  const rules = ruleChecks(scenario, checked)
  const warm = Math.ceil(rounds / 2)
  for (let round = -warm; round < rounds; round++) {
    const held: Bundle[] = []
    while (held.length < batch) held.push(await over())
    const into: Times = round < 0 ? { accept: [], bare: [], rules: [] } : times
    const sides = [
      () => clocked(into.accept, held, (current) => acceptBundle(current, bytes, scenario.now)),
      () => clocked(into.bare, held, bare),
      () => clocked(into.rules, held, rules),
    ]
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side()
  }
  return times
}

/** Accepting the whole for the first time, and an update over it, against the bare checks of the same bytes. */
export const measureAcceptance = async (
  name: string,
  manySigners: boolean,
  rounds: number,
): Promise<Measured> => {
  const scenario = await makeScenario(manySigners)
  const { first, update, sets, newSet } = scenario
  const pin = (): Promise<Bundle> => pinRoot(scenario.root, { worlds: ['test'] })
  const held = await acceptBundle(await pin(), first, scenario.now)
  const peaks = peaksOf(scenario)
  const cases = [
    {
      what: 'an update',
      bytes: update,
      over: () => Promise.resolve(held),
      checked: [newSet],
      batch: 20,
    },
    {
      what: 'the whole, for the first time',
      bytes: first,
      over: pin,
      checked: sets,
      batch: manySigners ? 1 : 4,
    },
  ]
  const rows: string[][] = []
  const said: string[] = []
  const figures: Record<string, Figure> = {}
  let isMissed = false
  for (const [i, { what, bytes, over, checked, batch }] of cases.entries()) {
    const times = await timesOf(scenario, bytes, over, checked, { rounds, batch })
    const ratio = medianOf(
      times.accept.map((ms, round) => (ms - (times.rules[round] ?? 0)) / (times.bare[round] ?? 0)),
    )
    const isSlow = ratio.median > slower
    isMissed ||= isSlow
    figures[i === 0 ? 'update' : 'first'] = medianFigure(ratio)
    figures[i === 0 ? 'updateRules' : 'firstRules'] = figure(medianOf(times.rules).median)
    rows.push([
      `${what}, ${name}`,
      medianCell(ratio),
      targetCell(slower.toFixed(2), isSlow),
      String(ratio.rounds),
      `${milliseconds(times.accept)} / ${milliseconds(times.bare)}`,
      milliseconds(times.rules),
      unpacked(scenario, what === 'an update').toFixed(2),
      peaks[i]?.toFixed(0) ?? '',
    ])
    said.push(`${medianCell(ratio)}, at most ${slower.toFixed(2)}  accepting ${what}, ${name}`)
  }
  return { rows, figures, said: said.join('\n'), isMissed }
}

/** Milliseconds that it takes to inflate what came compressed, and to apply the delta: the least of a few. */
const unpacked = ({ first, bits }: Scenario, isUpdate: boolean): number => {
  const packed = gzipSync(isUpdate ? makeDelta(...bits) : first)
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now()
    const plain = gunzipSync(packed)
    if (isUpdate) applyDelta(bits[0], plain, bits[1].length)
    return performance.now() - started
  })
  return Math.min(...times)
}

/** Megabytes that a process of its own held at most more than before: for the update over what it held, and for the first. */
const peaksOf = ({ root, first, update, now }: Scenario): readonly number[] => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-bench-'))
  try {
    for (const [file, bytes] of Object.entries({ root, first, update })) {
      writeFileSync(join(folder, file), bytes)
    }
    const script = fileURLToPath(new URL('bundle-peak.ts', import.meta.url))
    const { status, stdout } = spawnSync(process.execPath, [script, folder, now.toISOString()], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (status !== 0) throw new Error('memory was not measured')
    return JSON.parse(stdout) as readonly number[]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
