/** The whole chain over HTTP: from a sign-in to a gate that knows of a desk nothing but the bundle that it publishes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openingMatches, type Bundle, type Committed } from 'greengate'
import { assess } from 'greengate/issue'
import { instantText, type PushedRecord } from './source-client.ts'
import {
  apply,
  openGate,
  showCard,
  signIn,
  type Applicant,
  type PollingGate,
} from './test-callers.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const day = 86_400_000
const minute = 60_000
const numbers = ['119901199001010017', '119901199001010025', '119901199001010033'] as const
let ms = Date.parse('2020-03-01T12:00:00Z')
const now = () => new Date(ms)
let desk: TestDesk
let gate: PollingGate

beforeAll(async () => {
  desk = await openTestDesk(now)
  gate = await openGate(desk, desk.demo)
})
afterAll(() => desk[Symbol.asyncDispose]())

/** What is under way is assessed and published, and the gate polls. */
const polled = async () => {
  await desk.settled()
  await gate.refresh()
}

let records = 0
const record = (number: string, kind: string, fields: PushedRecord['fields']): PushedRecord => {
  const person = { idType: 'cn-resident-id', number }
  return { id: `r${String(++records)}`, kind, recordedAt: instantText(now()), person, fields }
}
const taken = { taken: 1, held: 0, refused: 0, conflict: 0 }
const negative = async (number: string) => {
  const fields = { sampledAt: instantText(now()), method: 'pcr', result: 'negative' }
  const pushed = await desk.hospital.records([record(number, 'test', fields)])
  expect(pushed).toMatchObject(taken)
}
const contact = async (number: string) => {
  const fields = { at: instantText(now()).slice(0, 10), closeness: 'close' }
  const pushed = record(number, 'contact', fields)
  expect(await desk.control.records([pushed])).toMatchObject(taken)
  return { source: 'demo-control', id: pushed.id }
}
const covered = async () => {
  await desk.hospital.covers(['test', 'vaccination', 'recovery'], now())
  await desk.control.covers(['contact', 'quarantine', 'stay'], now())
}
const saysLive = async (of: Applicant, text: string) => gate.says(await of.live(text))

test('who applies, declares and is tested passes; who becomes a contact is stopped by every way at the next poll', async () => {
  const [number] = numbers
  const person = await apply(desk, 'one@example.org', number)
  await person.declare()
  await covered()
  await negative(number)
  await polled()
  expect((await person.file()).standing).toMatchObject({ outcome: 'pass', rule: 1, missing: [] })
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')
  expect(await gate.says(text)).toMatch(/^check live-proof-missing/)
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')

  ms += minute
  await contact(number)
  // Before its next poll a gate knows nothing of it.
  await desk.settled()
  expect(await saysLive(person, text)).toBe('pass assessed-pass 1')
  await gate.refresh()
  expect(await saysLive(person, text)).toBe('invalid revoked')
  const again = await person.code()
  expect(again.text).not.toBe(text)
  expect(await saysLive(person, again.text)).toBe('stop assessed-stop 7')
  expect(await gate.saysOf(number)).toBe('stop assessed-stop 7')

  // What opens a code shows what departments have, to whom it is about.
  expect(again).not.toHaveProperty('opening')
  await showCard(desk, person)
  const opened = await person.code()
  const told = await thirdParty(gate.bundle, opened)
  expect(told).toEqual({ isOfCode: true, outcome: 'stop', rule: 7 })
  const less = await thirdParty(gate.bundle, opened, { facts: [] })
  expect(less).toMatchObject({ isOfCode: false, outcome: 'check' })
})

test('two officers agree that a record is not of this person, and the colour changes; one alone changes nothing', async () => {
  const [, number] = numbers
  const person = await apply(desk, 'two@example.org', number)
  await person.declare()
  await covered()
  await negative(number)
  const fact = await contact(number)
  await polled()
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 7')
  await showCard(desk, person)
  const wish = { fact, wish: 'not-mine', text: 'Somebody else was on that train.' } as const
  const params = { id: person.id }
  const { id } = await person.ask('POST /people/:id/corrections', { params, body: wish })

  const [first, second] = [
    await signIn(desk, 'officer', 'li@desk.example'),
    await signIn(desk, 'officer', 'zhao@desk.example'),
  ]
  const proposal = { do: 'retract', fact } as const
  const body = { what: 'proposed', proposal, text: 'The train has no such seat.' } as const
  const acts = 'POST /office/matters/:id/acts'
  const { acts: made } = await first(acts, { params: { id }, body })
  const agreed = { what: 'agreed', proposal: made.at(-1)?.seq ?? 0, text: 'So it is.' } as const
  await expect(first(acts, { params: { id }, body: agreed })).rejects.toMatchObject({
    code: 'another-officer',
  })
  await polled()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 7')
  ms += minute
  await second(acts, { params: { id }, body: agreed })
  await polled()
  expect(await saysLive(person, text)).toBe('invalid revoked')
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')
})

test('whoever came from a region under observation is stopped until 14 days of check-ins are whole', async () => {
  const [, , number] = numbers
  const person = await apply(desk, 'three@example.org', number)
  const today = instantText(now()).slice(0, 10)
  const stay = { region: '9904', from: today, until: today }
  await person.declare([stay])
  await covered()
  await negative(number)
  await polled()
  const { text } = await person.make()
  expect(await saysLive(person, text)).toBe('stop assessed-stop 15')
  const params = { id: person.id }
  for (let days = 1; days < 14; days++) {
    ms += day
    if (days === 13) {
      // As it does every hour.
      desk.keeper.changed()
      await covered()
      await negative(number)
      const health = { declarations: [{ kind: 'symptom', facts: [] }] }
      await person.ask('POST /people/:id/health', { params, body: health })
      const trips = { declarations: [{ kind: 'stay', facts: [stay] }] }
      await person.ask('POST /people/:id/trips', { params, body: trips })
      await polled()
      expect(await saysLive(person, (await person.code()).text)).toBe('stop assessed-stop 15')
    }
    await person.checkIn()
  }
  await polled()
  expect(await saysLive(person, (await person.code()).text)).toBe('pass assessed-pass 1')
  expect(await gate.saysOf(number)).toBe('pass assessed-pass')
})

/** An opening as its holder shows it (docs/receipt.md 8). */
interface Shown {
  readonly facts: Committed['facts']
  readonly covers: Committed['covers']
  readonly assessment: Omit<Committed, 'salt' | 'facts' | 'covers'>
  readonly salt: string
}

/** Recomputes a colour from what everybody can fetch and what the holder shows. */
async function thirdParty(
  bundle: Bundle,
  { text, opening = '' }: { readonly text: string; readonly opening?: string },
  otherwise: Partial<Shown> = {},
) {
  const shown = { ...(JSON.parse(opening) as Shown), ...otherwise }
  const { facts, covers, assessment, salt } = shown
  const committed = { ...assessment, salt: Buffer.from(salt, 'base64url'), facts, covers }
  const isOfCode = await openingMatches(text, committed)
  const { version, assessedAt } = assessment
  const held = bundle.ruleSets.get('demo-hz')?.find((each) => each.version === version)
  if (held?.use.state !== 'ready') throw new Error('the bundle lacks the version')
  const again = { ruleSet: held.use.compiled, now: new Date(assessedAt) }
  const { outcome, rule } = await assess(facts, covers, again)
  return { isOfCode, outcome, rule }
}
