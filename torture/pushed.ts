/** The trial of pushed updates: an emergency reaches every station of a fleet over NATS, and how long that takes. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateKey, publicJwk } from 'greengate/issue'
import { countStopped } from '../cli/bundle/count.ts'
import { readCounts } from '../cli/bundle/emergency-counts.ts'
import { push, pushOf } from '../cli/bundle/push.ts'
import { signCounts } from '../cli/bundle/sign.ts'
import { openSigner } from '../cli/bundle/signer.ts'
import {
  after,
  beginPublishing,
  day,
  ruleSet,
  testAuthority,
  text,
  type TestAuthority,
} from '../cli/bundle/test-authority.ts'
import { writeKeyFile } from '../cli/keys/key-file.ts'
import { nkeyOf } from '../cli/nats/nkey.ts'
import { startNats } from '../cli/nats/test-nats.ts'
import type { Attempt, Trial } from '../house/endurance.ts'
import type { OfStations, ToStations } from './pushed-stations.ts'

const seed = 29
/** What issue 11 asks for. */
const withinMs = 2_000
const place = 'emergency/emergency.cn-33/1'
const lateMs = 60_000

/** Whoever had a contact is stopped; every step's set is another one. */
const tightening = (step: number, drawn: number) =>
  ruleSet(1, day, {
    id: 'emergency.cn-33',
    effective: { from: text(day), until: text(day + 72 * 3_600_000) },
    rules: [
      {
        ...{ no: 1 + step, id: `contact-${step}`, outcome: 'stop' },
        when: { op: 'some', kind: 'contact' },
        reason: { zh: '有接触史', en: `had a contact (${drawn}/${step})` },
      },
    ],
  })

async function emergencySigned(
  authority: TestAuthority,
  step: number,
  drawn: number,
): Promise<void> {
  const now = after(day)
  const by = (names: readonly string[]) =>
    Promise.all(names.map((name) => openSigner({ key: authority.at(`keys/${name}.jwk`) })))
  await authority.add(tightening(step, drawn))
  await authority.sign(now, ['emergency-1', 'emergency-3'], place)
  const shelf = await authority.shelf()
  const set = shelf.drafts.find((draft) => draft.place === place)
  if (set === undefined) throw new TypeError('there is no draft')
  // The same people in every step: of another two hundred more may be stopped than an emergency may stop.
  await countStopped(shelf, set, { kind: 'synthetic', count: 200, seed: drawn })
  await signCounts(shelf, await readCounts(shelf.authority, set), {
    ...{ signers: await by(['emergency-1', 'emergency-2']), now, language: 'en' },
    ...{ terminal: undefined, say: () => undefined },
  })
}

/** A message of one kind; a process that ends instead has lost. */
async function heard<T extends OfStations['told']>(child: ChildProcess, told: T) {
  for (;;) {
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('a process of stations ended')
      }),
    ])) as [OfStations]
    if (message.told === told) return message as OfStations & { readonly told: T }
  }
}

const user = (nkey: string | undefined, may: string) =>
  `{ nkey: ${nkey ?? ''}, permissions: { ${may} } }`

async function attemptWith(
  stations: number,
  processes: number,
  step: number,
  drawn: number,
): Promise<Attempt & { readonly times: readonly number[] }> {
  await using authority = await testAuthority({
    emergencyPrefix: 'emergency.',
    emergency: '2 of duty-1, duty-2, duty-3',
  })
  await beginPublishing(authority)
  const before = await authority.published()
  const files = { root: authority.at('pinned.ggb'), bundle: authority.at('begun.ggb') }
  writeFileSync(files.root, authority.root())
  writeFileSync(files.bundle, before)
  const script = join(import.meta.dirname, 'pushed-stations.ts')
  const children = Array.from({ length: processes }, () =>
    fork(script, [], {
      execArgv: ['--conditions=source'],
      env: { ...process.env, NODE_OPTIONS: '' },
    }),
  )
  const ask = (child: ChildProcess, what: ToStations) => child.send(what)
  try {
    const count = Math.ceil(stations / processes)
    const told = children.map((child) => heard(child, 'keys'))
    for (const child of children) ask(child, { ask: 'keys', count })
    const nkeys = (await Promise.all(told)).flatMap((each) => each.nkeys)
    const publisher = await generateKey('Ed25519')
    await writeKeyFile(authority.at('publisher.jwk'), publisher)
    const users = [
      user(nkeyOf(publicJwk(publisher)), 'publish: "greengate.update", subscribe: "_INBOX.>"'),
      ...nkeys.map((nkey) =>
        user(
          nkey,
          'publish: "greengate.heartbeat.x", subscribe: ["greengate.update", "_INBOX_*.>"]',
        ),
      ),
    ]
    await using nats = await startNats({
      config: `authorization { users: [\n${users.join('\n')}\n] }`,
    })
    const connected = children.map((child) => heard(child, 'connected'))
    const nowMs = after(day + 60_000).getTime()
    for (const child of children) ask(child, { ask: 'connect', url: nats.url, ...files, nowMs })
    await Promise.all(connected)

    await emergencySigned(authority, step, drawn)
    await authority.publish(after(day))
    const body = pushOf(before, await authority.published())
    const taken = children.map((child) => heard(child, 'taken'))
    const from = performance.timeOrigin + performance.now()
    const where = { servers: [nats.url], nkey: authority.at('publisher.jwk') }
    const { what } = await push(where, body)
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, lateMs, undefined).unref())
    const came = await Promise.race([Promise.all(taken), late])
    for (const child of children) child.kill('SIGKILL')
    const times = (came ?? []).flatMap((each) => each.atMs.map((at) => at - from))
    const slowest = Math.round(Math.max(...times))
    const isAll = what === 'delta' && times.length === count * processes
    return {
      times,
      lost: isAll ? [] : [`${what}: not every station had it after ${lateMs} ms`],
      tally: {
        stations: times.length,
        slowestMs: slowest,
        [slowest < withinMs ? 'met' : 'missed']: 1,
      },
    }
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}

/** The trial; its stations share two processes, and the cores of one machine. */
export const pushed = (stations = 1_000, processes = 2, rounds = 10): Trial => ({
  name: 'pushed',
  about: `an emergency that is published and pushed over NATS is in force at ${stations} stations, each with its own key, connection and store; the time of the slowest is measured`,
  seed,
  count: rounds,
  each: stations,
  programs: ['torture/pushed.ts', 'torture/pushed-stations.ts'],
  async attempt(step, drawn = seed) {
    const { times, lost, tally } = await attemptWith(stations, processes, step, drawn)
    const sorted = times.toSorted((a, b) => a - b)
    const ms = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)
    console.log(
      `pushed, seed ${drawn}/${step}: ${times.length} stations, half in ${ms(0.5)} ms, the slowest in ${ms(1)} ms`,
    )
    return { lost, ...(tally && { tally }) }
  },
  shortOf: ({ missed = 0 }) =>
    missed > 0 ? [`${missed} rounds took ${withinMs} ms and more to the slowest station`] : [],
  report: ({ slowestMs = 0, met = 0, missed = 0 }) => [
    `From the push to the slowest station: ${Math.round(slowestMs / Math.max(1, met + missed))} ms on average; under ${withinMs} ms in ${met} of ${met + missed} rounds.`,
  ],
})
