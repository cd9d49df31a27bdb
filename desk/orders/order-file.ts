/** The file of an order: the document and the signatures under it (detached JWS over its canonical form). */
import { canonicalJson, GreengateError } from 'greengate/issue'
import { OperatorError, readSignatures, type SignatureEntry } from 'greengate-cli/bundle'
import { orderRefused } from './order-refused.ts'
import { orderBytes, parseOrder, type OrderPaper } from './order.ts'

/** An order and who signed it. */
export interface SignedOrder {
  readonly paper: OrderPaper
  readonly signatures: readonly SignatureEntry[]
}

/** Longest file. */
const maxBytes = 32_768

/**
 * Reads a file; its signatures are not checked.
 *
 * @throws DeskError
 */
export function readOrderFile(file: Uint8Array): SignedOrder & { readonly payload: Uint8Array } {
  if (file.length > maxBytes) throw orderRefused('ERR_DESK_ORDER_FORM')
  const value = jsonOf(file) as { order?: unknown; signatures?: unknown } | null
  if (typeof value !== 'object' || value === null) throw orderRefused('ERR_DESK_ORDER_FORM')
  const { order, signatures, ...rest } = value
  if (Object.keys(rest).length > 0 || !Array.isArray(signatures)) {
    throw orderRefused('ERR_DESK_ORDER_FORM')
  }
  // What was signed is what stands there, before anything in it is put into another form.
  const paper = parseOrder(order)
  return { paper, payload: orderBytes(order as object), signatures: entriesOf(signatures) }
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    // Not kept as the cause: it quotes what it is about.
    throw orderRefused('ERR_DESK_ORDER_FORM')
  }
}

function entriesOf(signatures: readonly unknown[]): readonly SignatureEntry[] {
  if (signatures.length === 0) return []
  if (signatures.length > 16) throw orderRefused('ERR_DESK_ORDER_SIGNATURE')
  const bytes = new TextEncoder().encode(JSON.stringify({ signatures }))
  try {
    return readSignatures(bytes, 'order')
  } catch (error) {
    if (!(error instanceof OperatorError || error instanceof GreengateError)) throw error
    throw orderRefused('ERR_DESK_ORDER_SIGNATURE')
  }
}

/** The bytes of a file. */
export function writeOrderFile({ paper, signatures }: SignedOrder): Uint8Array {
  const carried = signatures.map((each) => ({
    protected: each.protected,
    signature: each.signature,
  }))
  return new TextEncoder().encode(`${canonicalJson({ order: paper, signatures: carried })}\n`)
}
