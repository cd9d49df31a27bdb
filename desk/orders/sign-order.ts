/** Makes orders and signs them, at the authority's own desk: key by key, each hand adding its signature to the file. */
import type { PublicJwk } from 'greengate/issue'
import { makeSignature } from 'greengate-cli/bundle'
import type { OrderAuthority } from './order-authority.ts'
import { readOrderFile, writeOrderFile } from './order-file.ts'
import { parseOrder, type OrderPaper } from './order.ts'

/** Signs with one key: a file, a command, a token. */
export interface OrderSigner {
  readonly name: string
  readonly jwk: PublicJwk
  readonly thumbprint: string
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/**
 * Makes an order, or the revocation of one, that nobody has signed yet.
 *
 * @returns The bytes of its file.
 * @throws DeskError for what the desk would refuse by its form
 */
export function makeOrder(paper: OrderPaper): Uint8Array {
  return writeOrderFile({ paper: parseOrder(paper), signatures: [] })
}

/** How a signature is typed, so that it is good for orders and for one world only. */
export function orderTyp(world: OrderAuthority['world']): string {
  return world === 'production' ? 'greengate-order' : `greengate-${world}-order`
}

/**
 * Adds a signature; the time of the first is that of all.
 *
 * @returns The bytes of the file with it.
 * @throws DeskError for a file that is no order
 */
export async function signOrder(
  file: Uint8Array,
  signer: OrderSigner,
  world: OrderAuthority['world'],
  now: Date,
): Promise<Uint8Array> {
  const { paper, payload, signatures } = readOrderFile(file)
  const others = signatures.filter(({ kid }) => kid !== signer.thumbprint)
  const signedAt = others[0]?.signedAt ?? Math.floor(now.getTime() / 1000)
  const made = await makeSignature({ payload, typ: orderTyp(world), signedAt }, signer)
  return writeOrderFile({ paper, signatures: [...others, made] })
}
