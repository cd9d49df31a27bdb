/** A colour by hand is an order, signed by several keys of its authority, that ends by itself, and a rule judges it. */
import { beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { assess, generateKey, issue, jwkSigner, publicJwk } from 'greengate/issue'
import { compileRuleSet, parseFactTypes, type CompiledRuleSet } from 'greengate/rules'
import { keySigner } from 'greengate-cli/bundle'
import { makeDemo } from 'greengate-cli/demo'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAudit } from '../audit/read-audit.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { factsOf } from '../facts/facts-of.ts'
import { openOffice, type Office } from '../worklist/test-office.ts'
import { registerAuthorities, type OrderAuthority } from './order-authority.ts'
import type { Order, OrderPaper } from './order.ts'
import { makeOrder, signOrder, type OrderSigner } from './sign-order.ts'
import { takeOrder, type OrderGround } from './take-order.ts'
import { unsignedOrders } from './verify-orders.ts'

const now = new Date('2020-03-02T08:20:30Z')
const days = (n: number) =>
  new Date(now.getTime() + n * 86_400_000).toISOString().replace(/\.\d+/, '')
const stop: Order = {
  ...{ format: 'greengate-order-1', authority: 'hz', id: '2020-17' },
  person: { idType: 'passport', number: 'AN00001' },
  ...{ outcome: 'stop', from: days(-1), until: days(6), basis: 'Decree 1/2020, article 9' },
}
const end: OrderPaper = {
  ...{ format: 'greengate-order-revocation-1', authority: 'hz', id: '2020-17' },
  basis: 'The ground is gone',
}

let ruleSet: CompiledRuleSet
let unread: CompiledRuleSet
let keys: readonly OrderSigner[]
let authority: OrderAuthority
let office: Office

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-orders-'))
  const { publication } = await makeDemo({ folder, now })
  rmSync(folder, { recursive: true })
  const types = parseFactTypes(publication.facts)
  const [before, inForce] = publication.ruleSets.map((set) => compileRuleSet(set, types))
  ruleSet = inForce!
  unread = before!
  keys = await Promise.all(
    (['Ed25519', 'ESP256', 'Ed25519', 'Ed25519'] as const).map(async (algorithm) =>
      keySigner(await generateKey(algorithm), 'key'),
    ),
  )
  const own = keys.slice(0, 3).map(({ jwk }) => publicJwk(jwk))
  const words = { id: 'hz', zh: '指挥部', en: 'Headquarters', world: 'demo' } as const
  authority = { ...words, keys: own, threshold: 2, longestDays: 14 }
})
beforeEach(async () => {
  office = openOffice()
  await registerAuthorities(office.store, [authority], now)
})
afterEach(() => {
  office[Symbol.dispose]()
})

const ground = (): OrderGround => ({ authorities: [authority], ruleSet, who: 'officer:o1' })
const signed = async (
  paper: OrderPaper,
  by: readonly OrderSigner[] = keys.slice(0, 2),
  world = authority.world,
  at = now,
) => {
  let file = makeOrder(paper)
  for (const key of by) file = await signOrder(file, key, world, at)
  return file
}
const take = async (paper: OrderPaper, by?: readonly OrderSigner[]) =>
  takeOrder(office.store, await signed(paper, by), ground(), now)
const code = (name: string): unknown => expect.objectContaining({ code: `ERR_DESK_ORDER_${name}` })
const orders = () => office.facts().filter((fact) => fact.startsWith('order:'))

/** What the rules make of an, of the orders alone. */
const judged = async () => {
  const { facts } = factsOf(office.store, 'an', now.getTime() / 1000)
  return assess(
    facts.filter(({ kind }) => kind === 'order'),
    [],
    { ruleSet, now },
  )
}

test('an order that two keys signed is a fact, and a rule with a number makes the colour', async () => {
  expect(await take(stop)).toMatchObject({ state: 'taken', person: 'an' })
  expect(orders()).toEqual(['order:hz 2020-17 an good'])
  expect(office.touched()).toEqual(['an'])
  expect(await judged()).toMatchObject({ outcome: 'stop', rule: 16 })
  expect(await unsignedOrders(office.store, [authority], now)).toEqual([])
  expect(await take(stop)).toMatchObject({ state: 'already' })
  expect([...readAudit(office.store)].map(({ what }) => what)).toEqual(['order-taken'])
  expect(verifyAudit(readAudit(office.store)).fault).toBeUndefined()
})

test('an order ends by itself, or by a document of its authority, and by nothing else', async () => {
  await take(stop)
  const fact = { source: 'order:hz', id: '2020-17' }
  const subject = { kind: 'correction', wish: 'wrong', fact } as const
  expect(() => office.propose(office.ask({ subject }), 'o1', { do: 'retract', fact })).toThrow(
    expect.objectContaining({ code: 'ERR_DESK_MATTER_ORDER' }),
  )
  for (const sql of [
    "state = 'retracted'",
    "person = 'bo'",
    "state = 'moved'",
    `fields = '{"outcome":"check"}'`,
  ]) {
    expect(() => office.store.db.exec(`UPDATE fact SET ${sql} WHERE kind = 'order'`)).toThrow()
  }
  await expect(take(end, keys.slice(0, 1))).rejects.toThrow(code('SIGNATURE'))
  expect((await judged()).outcome).toBe('stop')
  expect(await take(end)).toMatchObject({ state: 'revoked', person: 'an' })
  expect(orders()).toEqual(['order:hz 2020-17 an retracted'])
  expect((await judged()).rule).not.toBe(16)
  // An order that was ended does not come back by being shown again.
  expect(await take(stop)).toMatchObject({ state: 'already' })
  expect(orders()).toEqual(['order:hz 2020-17 an retracted'])
})

test.each<[string, () => readonly OrderSigner[]]>([
  ['nobody', () => []],
  ['one key', () => [keys[0]!]],
  ['one key twice', () => [keys[0]!, keys[0]!]],
  ['one key and a stranger', () => [keys[0]!, keys[3]!]],
])('an order that %s signed is refused', async (_who, by) => {
  await expect(take(stop, by())).rejects.toThrow(code('SIGNATURE'))
  expect(orders()).toEqual([])
})

test('one signature that stands there twice counts once', async () => {
  const file = JSON.parse(new TextDecoder().decode(await signed(stop, [keys[0]!]))) as {
    signatures: object[]
  }
  const doubled = JSON.stringify({ ...file, signatures: [file.signatures[0], file.signatures[0]] })
  const taken = takeOrder(office.store, new TextEncoder().encode(doubled), ground(), now)
  await expect(taken).rejects.toThrow(code('SIGNATURE'))
})

test('what was changed after signing, or signed for another world, is refused', async () => {
  const text = new TextDecoder().decode(await signed(stop))
  for (const [from, to] of [
    ['AN00001', 'BO00001'],
    [days(6), days(7)],
    ['"stop"', '"check"'],
  ] as const) {
    const changed = new TextEncoder().encode(text.replace(from, to))
    await expect(takeOrder(office.store, changed, ground(), now)).rejects.toThrow(code('SIGNATURE'))
  }
  const elsewhere = await signed(stop, keys.slice(0, 2), 'production')
  await expect(takeOrder(office.store, elsewhere, ground(), now)).rejects.toThrow(code('SIGNATURE'))
  const ahead = await signed(stop, keys.slice(0, 2), 'demo', new Date(now.getTime() + 120_000))
  await expect(takeOrder(office.store, ahead, ground(), now)).rejects.toThrow(code('TIME'))
})

test.each<[string, object, string]>([
  ['no end', { until: undefined }, 'TIME'],
  ['an end that is past', { until: days(0) }, 'TIME'],
  ['an end before its beginning', { from: days(3), until: days(2) }, 'TIME'],
  ['too long a time', { until: days(14) }, 'TIME'],
  ['a far beginning', { from: days(15), until: days(20) }, 'TIME'],
  ['half an end', { until: '2020-03-08' }, 'TIME'],
  ['no basis', { basis: ' ' }, 'BASIS'],
  ['no number', { person: { idType: 'passport', number: '' } }, 'PERSON'],
  ['nobody’s number', { person: { idType: 'passport', number: 'DD00001' } }, 'PERSON'],
  ['a pass', { outcome: 'pass' }, 'FORM'],
  ['a colour', { colour: 'red' }, 'FORM'],
  ['another authority', { authority: 'sz' }, 'AUTHORITY'],
])('an order with %s is refused', async (_what, wrong, refusal) => {
  await expect(async () => take({ ...stop, ...wrong })).rejects.toThrow(code(refusal))
  expect(orders()).toEqual([])
})

test('an order that no rule reads is refused: it would do nothing, or a colour would have no number', async () => {
  for (const set of [unread, undefined]) {
    const taken = takeOrder(office.store, await signed(stop), { ...ground(), ruleSet: set }, now)
    await expect(taken).rejects.toThrow(code('RULE'))
  }
})

test('another order of the same number, and the end of one that is not there, are refused', async () => {
  await expect(take(end)).rejects.toThrow(code('UNKNOWN'))
  await take(stop)
  await expect(take({ ...stop, outcome: 'check' })).rejects.toThrow(code('OTHER'))
})

test('an authority that one hand could act for is none', async () => {
  for (const wrong of [
    { threshold: 1 },
    { keys: [keys[0]!.jwk, keys[0]!.jwk] },
    { longestDays: 0 },
  ]) {
    const made = registerAuthorities(office.store, [{ ...authority, ...wrong }], now)
    await expect(made).rejects.toThrow(TypeError)
  }
})

test('an order that was written into the store beside its document is found', async () => {
  await take(stop)
  office.store.db.exec(`INSERT INTO orderDocument VALUES ('hz', 'order', 'x', 'bo', x'00', 0, '{}');
    INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state) VALUES
      ('order:hz', 'x', 'order', 'bo', 0, 0, '{"outcome":"stop"}', 'good')`)
  expect(await unsignedOrders(office.store, [authority], now)).toHaveLength(1)
})

test('no code says a colour but pass without the number of a rule', async () => {
  const signer = await jwkSigner(await generateKey('Ed25519'))
  for (const outcome of ['check', 'stop'] as const) {
    const assessment = { outcome, version: 2, assessedAt: days(0), holdsUntil: days(1) }
    const claims = {
      issuer: 'hz',
      class: 'app',
      issuedAt: days(0),
      validUntil: days(1),
      assessment,
    } as const
    await expect(issue(claims, { signer, cti: new Uint8Array(8) })).rejects.toThrow(
      expect.objectContaining({ code: 'ERR_CLAIMS_MALFORMED' }),
    )
  }
})
