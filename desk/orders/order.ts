/** An order as a document: somebody is checked or stopped by a named authority, on a legal basis, until a day. */
import { canonicalJson, parseIdNumber } from 'greengate/issue'
import { readInstant } from '../facts/read-time.ts'
import { orderRefused } from './order-refused.ts'

/** What an authority orders. */
export interface Order {
  readonly format: 'greengate-order-1'
  readonly authority: string
  /** As the authority counts them: letters, digits, hyphens. */
  readonly id: string
  readonly person: { readonly idType: string; readonly number: string }
  readonly outcome: 'check' | 'stop'
  /** RFC 3339, UTC, whole seconds. */
  readonly from: string
  /** The first instant at which it no longer holds. */
  readonly until: string
  /** The law and its article. */
  readonly basis: string
}

/** The end of an order before its time. */
export interface Revocation {
  readonly format: 'greengate-order-revocation-1'
  readonly authority: string
  /** The order's. */
  readonly id: string
  readonly basis: string
}

export type OrderPaper = Order | Revocation

const members = {
  'greengate-order-1': ['format', 'authority', 'id', 'person', 'outcome', 'from', 'until', 'basis'],
  'greengate-order-revocation-1': ['format', 'authority', 'id', 'basis'],
} as const

/**
 * Reads what was signed.
 *
 * @throws DeskError `ERR_DESK_ORDER_FORM`, `ERR_DESK_ORDER_BASIS`, `ERR_DESK_ORDER_PERSON`, `ERR_DESK_ORDER_TIME`
 */
export function parseOrder(value: unknown): OrderPaper {
  const paper = objectOf(value)
  const { format, authority, id, basis } = paper
  if (format !== 'greengate-order-1' && format !== 'greengate-order-revocation-1') {
    throw orderRefused('ERR_DESK_ORDER_FORM')
  }
  const names = members[format] as readonly string[]
  if (Object.keys(paper).some((name) => !names.includes(name)))
    throw orderRefused('ERR_DESK_ORDER_FORM')
  if (typeof authority !== 'string' || typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) {
    throw orderRefused('ERR_DESK_ORDER_FORM')
  }
  if (typeof basis !== 'string' || !isLine(basis)) throw orderRefused('ERR_DESK_ORDER_BASIS')
  if (format === 'greengate-order-revocation-1') return { format, authority, id, basis }
  const { outcome } = paper
  if (outcome !== 'check' && outcome !== 'stop') throw orderRefused('ERR_DESK_ORDER_FORM')
  const { from, until } = paper
  if (readInstant(from) === undefined || readInstant(until) === undefined) {
    throw orderRefused('ERR_DESK_ORDER_TIME')
  }
  const times = { from: from as string, until: until as string }
  return { format, authority, id, person: personOf(paper['person']), outcome, ...times, basis }
}

function personOf(value: unknown): Order['person'] {
  const { idType, number, ...rest } = objectOf(value)
  const isText = typeof idType === 'string' && typeof number === 'string'
  if (!isText || Object.keys(rest).length > 0) throw orderRefused('ERR_DESK_ORDER_FORM')
  const canonical = parseIdNumber(idType, number)
  if (canonical === undefined) throw orderRefused('ERR_DESK_ORDER_PERSON')
  return { idType, number: canonical }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>
  }
  throw orderRefused('ERR_DESK_ORDER_FORM')
}

function isLine(text: string): boolean {
  return text.trim() !== '' && text.length <= 200 && !/[\p{Cc}\p{Cf}]/u.test(text)
}

/** The bytes that are signed: the document as it is written, in canonical form. */
export function orderBytes(paper: object): Uint8Array {
  return new TextEncoder().encode(canonicalJson(paper))
}
