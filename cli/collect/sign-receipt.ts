/** What a collector signs for: a compact JWS that a station notes before it may forget anything. */
import { createPrivateKey, sign } from 'node:crypto'
import { thumbprint, type PrivateJwk } from 'greengate/issue'
import type { BatchStatement } from './batch-statement.ts'

/** That records `first` to `last` of a segment are kept, up to a head. */
export interface CollectorReceipt extends Pick<
  BatchStatement,
  'station' | 'segment' | 'first' | 'last' | 'head'
> {
  readonly format: 'greengate-collected-1'
  readonly at: string
}

/** The typ of its JWS. */
const receiptType = 'greengate-collected'

/** Signs at once: there is nothing to wait for within a transaction. */
export type SignReceipt = (receipt: Omit<CollectorReceipt, 'format'>) => string

/** Opens the collector's key, which must be Ed25519. */
export async function receiptSigner(jwk: PrivateJwk): Promise<SignReceipt> {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  const kid = await thumbprint(jwk)
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = encode({ alg: 'Ed25519', kid, typ: receiptType })
  return ({ station, segment, first, last, head, at }) => {
    const format = 'greengate-collected-1'
    const receipt: CollectorReceipt = { format, station, segment, first, last, head, at }
    const input = `${header}.${encode(receipt)}`
    return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
  }
}
