/** When gates take up a version: each by its own clock without a network, and a correction by polling once. */
import { verify, type Decision } from 'greengate'
import { beforeAll, expect, test } from 'vitest'
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import { openFaultyServer } from '../testing/faulty-server.ts'
import { keyNamed } from '../testing/keys.ts'
import { publishBytes, type Member } from '../testing/publisher.ts'
import { SimulatedTime } from '../testing/simulated-time.ts'
import { StaticSite } from '../testing/static-site.ts'
import {
  at,
  day,
  goodContext,
  hour,
  issueCode,
  now,
  publication,
  rootPayload,
  ruleSet,
  setId,
  signedRoot,
} from '../testing/world.ts'
import { memoryStore } from './memory-store.ts'
import { openBundle, type OpenBundle } from './open-bundle.ts'
import { httpSource } from './sources.ts'

const worlds = ['test'] as const
const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
const dateOf = (seconds: number): Date => new Date(seconds * 1000)

let root: BundleDocument
let code: string
beforeAll(async () => {
  const payload = await rootPayload()
  const roles = payload['roles'] as { readonly rules: readonly object[] }
  // One signature does, so that two are those of a correction.
  const rules = roles.rules.map((each) => ({ ...each, threshold: 1 }))
  root = await signedRoot({ ...payload, roles: { ...roles, rules } })
  code = await issueCode()
})

const versionOf = (version: number, from: number, members: object = {}): Member => ({
  name: `rules/${setId}/${String(version)}`,
  value: ruleSet({ version, effective: { from: at(from), until: at(60 * day) }, ...members }),
  keys,
})
/** Stops everybody, so that the outcome tells it from the version before. */
const stopping = [
  ...ruleSet().rules,
  { ...ruleSet().rules[2]!, no: 9, id: 'everybody', when: { value: true } },
]

/** The first version and others, signed some seconds from now. */
async function bundleOf(edition: number, signed: number, versions: readonly Member[]) {
  const first = await publication({ roots: [root], version: edition, signedAt: now + signed })
  return publishBytes({ ...first, members: [...first.members, ...versions] })
}
const decide = ({ bundle }: OpenBundle, clock: Date): Promise<Decision> =>
  verify(code, { bundle, now: clock, context: goodContext })
const told = ({ outcome, basis }: Decision) => [basis.ruleSet?.version, outcome]

test.each([45, -45])(
  'a station whose clock is %i s off takes up the next version in the second that its own clock names',
  async (skew) => {
    const from = now + 2 * hour
    const store = memoryStore()
    const pin = { root: encodeBundle([root]), store, worlds }
    const bytes = await bundleOf(1, 0, [versionOf(2, 2 * hour, { rules: stopping })])
    const carried = await (await openBundle(pin)).takeFile(bytes, dateOf(now + skew))
    expect(carried.state).toBe('updated')
    // Begun anew, with nothing to ask.
    const station = await openBundle(pin)
    expect(told(await decide(station, dateOf(now + skew)))).toEqual([1, 'pass'])
    let taken: number | undefined
    for (let real = from - 60; real <= from + 60; real += 1) {
      const found = told(await decide(station, dateOf(real + skew)))
      if (taken === undefined && found[0] === 2) taken = real
      expect(found).toEqual(taken === undefined ? [1, 'pass'] : [2, 'stop'])
    }
    expect(taken).toBe(from - skew)
    expect(told(await decide(station, dateOf(from - 0.001)))).toEqual([1, 'pass'])
  },
)

test('a clock that is further behind than the allowance is not relied on', async () => {
  const station = await openBundle({ root: encodeBundle([root]), store: memoryStore(), worlds })
  await station.takeFile(await bundleOf(1, 0, []), dateOf(now - 61))
  expect((await decide(station, dateOf(now - 60))).outcome).toBe('pass')
  const { outcome, reasons } = await decide(station, dateOf(now - 61))
  expect([outcome, reasons[0].code]).toEqual(['check', 'clock-suspect'])
})

test('a correction is in force at every gate that polls, within one interval', async () => {
  const every = 300
  const site = new StaticSite()
  const faulty = versionOf(2, -hour, { rules: stopping })
  await site.publish(await bundleOf(1, -hour, [faulty]))
  const server = await openFaultyServer(site.files)
  const time = new SimulatedTime(now)
  const controller = new AbortController()
  const seen: { gate: number; seconds: number; version: number; outcome: string }[] = []

  const gates = [0, 0.25, 0.5, 0.75, 1].map(async (jitter, gate) => {
    await time.sleep(gate * 60)
    const source = httpSource(server.url)
    const opened = await openBundle({
      root: encodeBundle([root]),
      store: memoryStore(),
      source,
      worlds,
    })
    await opened.poll({
      every,
      now: () => dateOf(time.seconds),
      random: () => jitter,
      signal: controller.signal,
      wait: async (ms) => {
        const { basis, outcome } = await decide(opened, dateOf(time.seconds))
        const version = basis.ruleSet?.version ?? 0
        seen.push({ gate, seconds: time.seconds, version, outcome })
        await time.sleep(ms / 1000)
      },
    })
    return decide(opened, dateOf(time.seconds))
  })

  const corrected = 1000
  await time.runUntil(now + corrected)
  expect(new Set(seen.map(({ gate }) => gate)).size).toBe(gates.length)
  expect(new Set(seen.map(({ version, outcome }) => `${version} ${outcome}`))).toEqual(
    new Set(['2 stop']),
  )
  const change = { ...ruleSet().change, type: 'correction' }
  const correction = versionOf(3, corrected, { change })
  await site.publish(await bundleOf(2, corrected, [faulty, correction]))
  // An interval with its jitter: up to eleven tenths.
  await time.runUntil(now + corrected + every * 1.1 + 1)
  controller.abort()
  time.wakeAll()
  for (const decision of await Promise.all(gates)) {
    expect(told(decision)).toEqual([3, 'pass'])
    expect(decision.basis.ruleSet).toMatchObject({ correction: true })
  }
  // At the first poll of each, and those were at other times.
  const after = seen.filter(({ seconds }) => seconds >= now + corrected)
  expect(new Set(after.map(({ version }) => version))).toEqual(new Set([3]))
  expect(new Set(after.map(({ seconds }) => seconds)).size).toBeGreaterThanOrEqual(gates.length)
  await server.close()
})
