/** A process of the desk's benchmark: pushes facts, and notes when a polling gate lets nobody of them through any more. */
import { setTimeout as sleep } from 'node:timers/promises'
import { numberOf } from '../desk/assessing/test-desk.ts'
import { DeskRefusal } from '../desk/shared/desk-client.ts'
import { instantText } from '../kiosk/demo/source-client.ts'
import { apply, openGate, type Applicant, type PollingGate } from '../kiosk/demo/test-callers.ts'
import { openTestDesk, type TestDesk } from '../kiosk/demo/test-desk.ts'
import { pollMs, shownWays, type GateTimes, type ShownWay } from './desk-fact-to-gate.ts'

/** Somebody with a code that passes; then, of each way, how long it still passed. */
interface Watched {
  readonly person: Applicant
  readonly text: string
  pushedAt?: number
  readonly ended: Partial<Record<ShownWay, number>>
}

/** Facts come in at all times between two polls. */
const golden = (5 ** 0.5 - 1) / 2
const everyFactMs = 700

const measure = async (facts: number): Promise<GateTimes> => {
  await using desk = await openTestDesk(() => new Date())
  const gate = await openGate(desk, desk.demo)
  const watched: Watched[] = []
  await desk.control.covers(['contact', 'quarantine', 'stay'], desk.now())
  await desk.hospital.covers(['test', 'vaccination', 'recovery'], desk.now())
  for (let n = 0; n < facts; n++) watched.push(await passing(desk, n))
  await desk.settled()
  await gate.refresh()
  for (const one of watched) {
    const said = await Promise.all(shownWays.map((way) => says(gate, one, way)))
    if (!said.every((each) => each?.startsWith('pass') === true)) throw new Error('not all pass')
  }
  await Promise.all([pushAll(desk, watched), pollUntilAllEnded(gate, watched)])
  const of = (way: ShownWay) => watched.map(({ ended }) => ended[way] ?? Number.NaN)
  return { old: of('old'), again: of('again'), card: of('card') }
}

const passing = async (desk: TestDesk, n: number): Promise<Watched> => {
  const person = await patiently(() => apply(desk, `bench-${String(n)}@example.org`, numberOf(n)))
  await person.declare()
  const at = instantText(desk.now())
  const fields = { sampledAt: at, method: 'pcr', result: 'negative' }
  await desk.hospital.records([{ ...recordOf(person, at), kind: 'test', fields }])
  return { person, text: (await person.make()).text, ended: {} }
}

const recordOf = ({ number }: Applicant, recordedAt: string) => ({
  ...{ id: crypto.randomUUID(), recordedAt, person: { idType: 'cn-resident-id', number } },
})

/** So many sign-ins a minute and no more: whoever is told to wait waits. */
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DeskRefusal) || error.code !== 'throttled') throw error
      await sleep((error.retrySeconds ?? 1) * 1000)
    }
  }
}

const pushAll = async (desk: TestDesk, watched: readonly Watched[]): Promise<void> => {
  for (const [n, one] of watched.entries()) {
    await sleep(everyFactMs * (0.5 + ((n * golden) % 1)))
    const at = instantText(desk.now())
    const fields = { at: at.slice(0, 10), closeness: 'close' }
    one.pushedAt = performance.now()
    const record = { ...recordOf(one.person, at), kind: 'contact', fields }
    const { taken } = await desk.control.records([record])
    if (taken !== 1) throw new Error('a fact was not taken')
  }
}

const expected: Readonly<Record<ShownWay, string>> = {
  old: 'invalid revoked',
  again: 'stop assessed-stop 7',
  card: 'stop assessed-stop 7',
}

const pollUntilAllEnded = async (gate: PollingGate, watched: readonly Watched[]): Promise<void> => {
  let next = performance.now()
  const isOver = () => watched.every(({ ended }) => shownWays.every((way) => way in ended))
  while (!isOver()) {
    next += pollMs
    await gate.refresh()
    for (const one of watched) await look(gate, one)
    await sleep(Math.max(0, next - performance.now()))
  }
}

const look = async (gate: PollingGate, one: Watched): Promise<void> => {
  const { pushedAt, ended } = one
  if (pushedAt === undefined) return
  for (const way of shownWays) {
    if (way in ended) continue
    const said = await says(gate, one, way)
    if (said === undefined || said.startsWith('pass')) continue
    if (said !== expected[way]) throw new Error(`${way}: ${said}`)
    ended[way] = performance.now() - pushedAt
  }
}

/** What the gate makes of it; undefined: the phone has no other code than the one before. */
const says = async (
  gate: PollingGate,
  { person, text, pushedAt }: Watched,
  way: ShownWay,
): Promise<string | undefined> => {
  if (way === 'card') return gate.saysOf(person.number)
  if (way === 'old' || pushedAt === undefined) return gate.says(await person.live(text))
  const again = await person.code()
  return again.text === text ? undefined : gate.says(await person.live(again.text))
}

process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]))))
