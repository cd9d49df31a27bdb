/** Takes a signed order: it becomes a fact, which a rule of the set reads. There is no other colour by hand. */
import { createHash } from 'node:crypto'
import type { CompiledRuleSet } from 'greengate/rules'
import { writeAudit } from '../audit/write-audit.ts'
import { touch } from '../facts/touch.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { checkOrderSignatures } from './check-signatures.ts'
import { orderSource, type OrderAuthority } from './order-authority.ts'
import { readOrderFile } from './order-file.ts'
import { orderRefused } from './order-refused.ts'
import type { Order, OrderPaper, Revocation } from './order.ts'

/** By what an order is taken. */
export interface OrderGround {
  readonly authorities: readonly OrderAuthority[]
  /** The version in force: a rule of it must read orders of that outcome. */
  readonly ruleSet: CompiledRuleSet | undefined
  /** For the audit trail: `officer:ID`, or `desk` for the command. */
  readonly who: string
}

/** What came of it. */
export interface TakenOrder {
  /** already: the same was taken before. */
  readonly state: 'taken' | 'revoked' | 'already'
  readonly fact: { readonly source: string; readonly id: string }
  readonly person: string
}

/**
 * Takes an order or a revocation.
 *
 * @throws DeskError `ERR_DESK_ORDER_...`
 */
export async function takeOrder(
  store: DeskStore,
  bytes: Uint8Array,
  ground: OrderGround,
  now: Date,
): Promise<TakenOrder> {
  const file = readOrderFile(bytes)
  const { paper, payload } = file
  const authority = ground.authorities.find(({ id }) => id === paper.authority)
  if (authority === undefined) throw orderRefused('ERR_DESK_ORDER_AUTHORITY')
  await checkOrderSignatures(file, authority, now)
  const digest = new Uint8Array(createHash('sha256').update(payload).digest())
  const kept = new TextDecoder().decode(bytes)
  return inTransaction(store, () => {
    const known = knownDocument(store, paper)
    if (known !== undefined) {
      if (!Buffer.from(known.digest).equals(digest)) throw orderRefused('ERR_DESK_ORDER_OTHER')
      return { state: 'already', fact: factOf(paper), person: known.person }
    }
    const keep = (what: 'order' | 'revocation', person: string): void => {
      store.db
        .prepare('INSERT INTO orderDocument VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(paper.authority, what, paper.id, person, digest, seconds(now), kept)
      touch(store, person, 'decision', seconds(now))
    }
    return paper.format === 'greengate-order-1'
      ? give(store, paper, { authority, ground, now, keep })
      : revoke(store, paper, { ground, now, keep })
  })
}

interface Taking {
  readonly ground: OrderGround
  readonly now: Date
  readonly keep: (what: 'order' | 'revocation', person: string) => void
}

function give(
  store: DeskStore,
  order: Order,
  { authority, ground, now, keep }: Taking & { readonly authority: OrderAuthority },
): TakenOrder {
  refuseTime(order, authority, now)
  refuseUnread(order, ground.ruleSet)
  const find = store.db.prepare('SELECT id FROM person WHERE idType = ? AND number = ?')
  const person = find.get(order.person.idType, order.person.number)?.['id']
  if (typeof person !== 'string') throw orderRefused('ERR_DESK_ORDER_PERSON')
  keep('order', person)
  const { source, id } = factOf(order)
  const { outcome, from, until, basis } = order
  const fields = JSON.stringify({ outcome, from, until, authority: authority.id, basis })
  const { lastInsertRowid } = store.db
    .prepare(
      `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state)
       VALUES (?, ?, 'order', ?, ?, ?, ?, 'good')`,
    )
    .run(source, id, person, seconds(now), seconds(now), fields)
  const entry = { who: ground.who, what: 'order-taken', about: `fact:${lastInsertRowid}` }
  writeAudit(store, { ...entry, detail: { authority: authority.id, order: id } }, now)
  return { state: 'taken', fact: { source, id }, person }
}

function revoke(store: DeskStore, paper: Revocation, { ground, now, keep }: Taking): TakenOrder {
  const { source, id } = factOf(paper)
  const find = store.db.prepare(
    "SELECT seq, person FROM fact WHERE source = ? AND id = ? AND kind = 'order' AND person IS NOT NULL",
  )
  const row = find.get(source, id)
  if (row === undefined) throw orderRefused('ERR_DESK_ORDER_UNKNOWN')
  const person = String(row['person'])
  keep('revocation', person)
  store.db.prepare("UPDATE fact SET state = 'retracted' WHERE seq = ?").run(Number(row['seq']))
  const entry = { who: ground.who, what: 'order-revoked', about: `fact:${Number(row['seq'])}` }
  writeAudit(store, { ...entry, detail: { authority: paper.authority, order: id } }, now)
  return { state: 'revoked', fact: { source, id }, person }
}

/** Over, or without an end, or longer than this authority may: refused. */
function refuseTime({ from, until }: Order, { longestDays }: OrderAuthority, now: Date): void {
  const [begins, ends] = [Date.parse(from), Date.parse(until)]
  const isGood = begins < ends && ends > now.getTime() && ends - begins <= longestDays * 86_400_000
  // One that begins late is no way round the longest time.
  if (!isGood || begins > now.getTime() + longestDays * 86_400_000) {
    throw orderRefused('ERR_DESK_ORDER_TIME')
  }
}

/** An order is judged by a rule, which has a number: where none reads it, it would change nothing. */
function refuseUnread({ outcome }: Order, ruleSet: CompiledRuleSet | undefined): void {
  const isRead = ruleSet?.rules.some(
    ({ rule, reads }) => rule.outcome === outcome && reads.includes('order'),
  )
  if (isRead !== true) throw orderRefused('ERR_DESK_ORDER_RULE')
}

function knownDocument(
  { db }: DeskStore,
  { format, authority, id }: OrderPaper,
): { readonly digest: Uint8Array; readonly person: string } | undefined {
  const find = db.prepare(
    'SELECT digest, person FROM orderDocument WHERE authority = ? AND what = ? AND id = ?',
  )
  const what = format === 'greengate-order-1' ? 'order' : 'revocation'
  const row = find.get(authority, what, id)
  if (row === undefined) return undefined
  return { digest: row['digest'] as Uint8Array, person: String(row['person']) }
}

function factOf({ authority, id }: OrderPaper): TakenOrder['fact'] {
  return { source: orderSource(authority), id }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
