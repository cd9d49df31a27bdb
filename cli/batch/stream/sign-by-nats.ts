/** A signer at the other end of NATS: what several parts want signed at the same time goes there together. */
import type { NatsConnection } from '@nats-io/transport-node'
import type { Signer } from 'greengate/issue'
import { OperatorError } from '../../operator-error.ts'
import type { CodeTerms } from '../job.ts'
import { askAgain } from './ask-again.ts'
import { refusedHeader, signSubject } from './names.ts'
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

/** Opens it. */
export function natsSigner(nats: NatsConnection, { kid, alg }: CodeTerms): Signer {
  let wishes: Wish[] = []
  const send = (): void => {
    const sent = wishes.slice(0, mostTogether)
    wishes = wishes.slice(mostTogether)
    if (wishes.length > 0) setImmediate(send)
    askSigner(nats, kid, sent).catch((error: unknown) => {
      for (const { reject } of sent) reject(error)
    })
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

async function askSigner(nats: NatsConnection, kid: string, wishes: readonly Wish[]) {
  const message = joinSigned(wishes.map(({ bytes }) => bytes))
  const { data, headers } = await askAgain('asking the signer', () =>
    nats.request(signSubject(kid), message, { timeout: answerMs }),
  )
  const refused = headers?.get(refusedHeader) ?? ''
  if (refused !== '') throw new OperatorError(`the signer of ${kid} refuses: ${refused}`)
  if (data.length !== wishes.length * signatureBytes) {
    throw new OperatorError(
      `what answers for ${kid} is no signer; see who subscribes to its subject`,
    )
  }
  for (const [n, { resolve }] of wishes.entries()) {
    resolve(data.slice(n * signatureBytes, (n + 1) * signatureBytes))
  }
}
