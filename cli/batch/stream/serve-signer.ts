/** Signs for workers: opens everything that it is asked to sign, and signs nothing but codes of its issuer that end soon enough. */
import { errors, headers, type Msg, type NatsConnection } from '@nats-io/transport-node'
import { inspect } from 'greengate'
import type { Claims, Signer } from 'greengate/issue'
import { textOf } from '../../edges/base45.ts'
import { OperatorError } from '../../operator-error.ts'
import { neverHeader, refusedHeader, signSubject } from './names.ts'
import { signatureBytes, splitSigned } from './sign-message.ts'

/** What it may sign. */
export interface SignerLimits {
  readonly issuer: string
  /** From the instant of issue, and from now. */
  readonly validForSeconds: number
}

/** How far clocks may differ. */
const slackSeconds = 300

/** Why one is not signed; nothing of what stands in it. */
class Refused extends Error {}

/** Signs until the signal. */
export async function serveSigner(
  nats: NatsConnection,
  signer: Signer,
  limits: SignerLimits,
  signal: AbortSignal,
  onRefused: (reason: string) => void,
): Promise<{ readonly signed: number; readonly refused: number }> {
  const kid = Buffer.from(signer.kid).toString('base64url')
  // Several signers with one key share what comes.
  const requests = nats.subscribe(signSubject(kid), { queue: 'signers' })
  const stop = (): void => {
    void requests.drain()
  }
  signal.addEventListener('abort', stop)
  let [signed, refused] = [0, 0]
  const answer = async (request: Msg): Promise<void> => {
    try {
      const all = splitSigned(request.data)
      if (all === undefined || all.length === 0) throw new Refused('is no list of codes')
      for (const bytes of all) await checkCode(bytes, kid, limits)
      const signatures: Uint8Array[] = []
      for (const bytes of all) signatures.push(await signer.sign(bytes))
      request.respond(Buffer.concat(signatures))
      signed += all.length
    } catch (error) {
      const isKnown = error instanceof Refused || error instanceof OperatorError
      const reason = isKnown ? error.message : 'a fault of the signer; see its log'
      const said = headers()
      said.set(refusedHeader, reason)
      if (error instanceof Refused) said.set(neverHeader, '1')
      request.respond(new Uint8Array(), { headers: said })
      refused += 1
      onRefused(reason)
    }
  }
  try {
    for await (const request of requests) await answer(request)
  } catch (error) {
    if (!(error instanceof errors.PermissionViolationError)) throw error
    throw new OperatorError(`NATS: we may not answer for ${kid}; see the permissions of our user`, {
      cause: error,
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
  if (!signal.aborted) {
    throw new OperatorError('NATS: gave our connection up; see the users of the server')
  }
  return { signed, refused }
}

const signedLead = Buffer.from('\x84\x6aSignature1', 'latin1')

/** A code as it will be, with a signature that is none: read by what reads every code. */
async function checkCode(
  bytes: Uint8Array,
  kid: string,
  { issuer, validForSeconds }: SignerLimits,
): Promise<void> {
  const { header, payload } = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const envelope = Buffer.concat([
    Buffer.of(0x84),
    header,
    Buffer.of(0xa0),
    payload,
    Buffer.of(0x58, signatureBytes),
    Buffer.alloc(signatureBytes),
  ])
  const now = new Date()
  const { format, payload: claims } = await inspect(`GG1:${textOf(envelope)}`, { now })
  if (format !== 'greengate' || claims === null) throw new Refused('is no code of version 1')
  const said = claims as Claims & { readonly kid?: string }
  if (!header.includes(Buffer.from(kid, 'base64url'))) throw new Refused('is for another key')
  if (said.issuer !== issuer) throw new Refused('is of another issuer')
  const until = Date.parse(said.validUntil) / 1000
  const longest = Math.min(Date.parse(said.issuedAt), now.getTime()) / 1000 + validForSeconds
  if (until > longest + slackSeconds) throw new Refused('would be valid for too long')
}

/** The header and the payload of a Sig_structure, each with its length before it. */
function partsOf(bytes: Buffer): { readonly header: Buffer; readonly payload: Buffer } {
  const at = signedLead.length
  if (!bytes.subarray(0, at).equals(signedLead)) throw new Refused('is nothing that COSE signs')
  const afterHeader = at + stringSize(bytes, at)
  // No external data between them.
  const begin = afterHeader + 1
  if (bytes[afterHeader] !== 0x40 || begin + stringSize(bytes, begin) !== bytes.length) {
    throw new Refused('is nothing that COSE signs')
  }
  return { header: bytes.subarray(at, afterHeader), payload: bytes.subarray(begin) }
}

/** Of a byte string of CBOR, with its head. */
function stringSize(bytes: Buffer, at: number): number {
  const head = bytes[at] ?? 0
  if (head >= 0x40 && head < 0x58) return 1 + head - 0x40
  if (head === 0x58) return 2 + (bytes[at + 1] ?? 0)
  if (head === 0x59) return 3 + ((bytes[at + 1] ?? 0) << 8) + (bytes[at + 2] ?? 0)
  throw new Refused('is nothing that COSE signs')
}
