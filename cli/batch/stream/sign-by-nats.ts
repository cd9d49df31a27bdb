/** A signer at the other end of NATS: what several parts want signed at the same time goes there together. */
import type { NatsConnection } from '@nats-io/transport-node'
import type { Signer } from 'greengate/issue'
import { OperatorError } from '../../operator-error.ts'
import type { CodeTerms } from '../job.ts'
import { askAgain } from './ask-again.ts'
import { neverHeader, refusedHeader, signSubject } from './names.ts'
import { joinSigned, mostTogether, signatureBytes } from './sign-message.ts'

/** Parts that a worker does at a time: each waits for one signature, so that so many are asked together. */
export const partsTogether = 64

/** A token may take a second for so many. */
const answerMs = 60_000

interface Wish {
  readonly bytes: Uint8Array
  readonly resolve: (signature: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/** The signer signs nothing like this, however often it is asked. */
export class NeverSigned extends OperatorError {
  override name = 'NeverSigned'
}

/** Opens it. */
export function natsSigner(nats: NatsConnection, { kid, alg }: CodeTerms): Signer {
  let wishes: Wish[] = []
  const send = (): void => {
    const sent = wishes.slice(0, mostTogether)
    wishes = wishes.slice(mostTogether)
    if (wishes.length > 0) setImmediate(send)
    void askSigner(nats, kid, sent)
  }
  return {
    kid: new Uint8Array(Buffer.from(kid, 'base64url')),
    alg,
    sign: (bytes) =>
      new Promise((resolve, reject) => {
        // When all parts that can go on have come to a signature.
        if (wishes.push({ bytes, resolve, reject }) === 1) setImmediate(send)
      }),
  }
}

/** Asks for all; where one of them is never signed, for each half, so that the others are. */
async function askSigner(
  nats: NatsConnection,
  kid: string,
  wishes: readonly Wish[],
): Promise<void> {
  try {
    await askForAll(nats, kid, wishes)
  } catch (error) {
    if (error instanceof NeverSigned && wishes.length > 1) {
      const middle = wishes.length >> 1
      await askSigner(nats, kid, wishes.slice(0, middle))
      await askSigner(nats, kid, wishes.slice(middle))
    } else for (const { reject } of wishes) reject(error)
  }
}

async function askForAll(nats: NatsConnection, kid: string, wishes: readonly Wish[]) {
  const message = joinSigned(wishes.map(({ bytes }) => bytes))
  const { data, headers } = await askAgain('asking the signer', () =>
    nats.request(signSubject(kid), message, { timeout: answerMs }),
  )
  const refused = headers?.get(refusedHeader) ?? ''
  if (refused !== '') {
    const Refusal = headers?.has(neverHeader) === true ? NeverSigned : OperatorError
    throw new Refusal(`the signer of ${kid} refuses: ${refused}`)
  }
  if (data.length !== wishes.length * signatureBytes) {
    throw new OperatorError(
      `what answers for ${kid} is no signer; see who subscribes to its subject`,
    )
  }
  for (const [n, { resolve }] of wishes.entries()) {
    resolve(data.slice(n * signatureBytes, (n + 1) * signatureBytes))
  }
}
