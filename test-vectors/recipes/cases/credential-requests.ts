/** credential/requests.json: requests of holders, opened over the issuer's challenge or refused (format.md 7). */
import { flipBit, hex, sha256, utf8 } from '../hand/bytes.ts'
import { neutral } from '../hand/ed25519.ts'
import { key, type Key } from '../hand/keys.ts'
import { requestText, type RequestBreakage } from '../hand/request.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

const challengeOf = (id: string, length = 16): Uint8Array => sha256(utf8(id)).subarray(0, length)
const p256 = key('holder-p256')
const ed25519 = key('holder-ed25519')

const opens = (
  id: string,
  holder: Key,
  kind: 'app' | 'paper',
  comment: string,
  length = 16,
): Case => {
  const challenge = challengeOf(id, length)
  return {
    id,
    comment,
    challenge: hex(challenge),
    text: requestText(challenge, kind === 'app' ? 0 : 1, holder),
    opened: { holderKey: holder.publicJwk, class: kind },
  }
}

const refused = (
  id: string,
  error: string,
  comment: string,
  broken: RequestBreakage,
  holder: Key = ed25519,
): Case => {
  const challenge = challengeOf(id)
  return {
    id,
    comment,
    challenge: hex(challenge),
    text: requestText(challenge, 0, holder, broken),
    error,
  }
}
const malformed = (id: string, comment: string, broken: RequestBreakage): Case =>
  refused(id, 'ERR_REQUEST_MALFORMED', comment, broken)
const text = (id: string, given: string, comment: string): Case => ({
  id,
  comment,
  challenge: hex(challengeOf(id)),
  text: given,
  error: 'ERR_REQUEST_MALFORMED',
})

const setAt =
  (place: number, value: unknown) =>
  (items: unknown[]): void => {
    items[place] = value
  }

const cases: readonly Case[] = [
  opens('request-p256', p256, 'app', 'a P-256 key'),
  opens('request-ed25519', ed25519, 'app', 'an Ed25519 key'),
  opens('request-paper', p256, 'paper', 'the other class'),
  opens('request-long-challenge', ed25519, 'app', 'a challenge of 32 bytes', 32),
  refused(
    'request-other-challenge',
    'ERR_REQUEST_CHALLENGE',
    'signed over another challenge than the one that was given',
    { signed: setAt(0, challengeOf('somebody else')) },
  ),
  refused(
    'request-by-another-key',
    'ERR_REQUEST_PROOF',
    'whoever has the key that it names did not sign',
    {
      signer: key('stranger'),
    },
  ),
  refused(
    'request-under-another-name',
    'ERR_REQUEST_PROOF',
    'a signature made for something else',
    {
      name: 'greengate-request-2',
    },
  ),
  refused('request-class-changed', 'ERR_REQUEST_PROOF', 'the class was changed after signing', {
    sent: setAt(1, 1),
  }),
  refused('request-proof-flipped', 'ERR_REQUEST_PROOF', 'one bit of the signature', {
    sent: (items) => {
      items[3] = flipBit(items[3] as Uint8Array, 100)
    },
  }),
  malformed('request-short-challenge', 'a challenge of 15 bytes', {
    signed: setAt(0, new Uint8Array(15)),
  }),
  malformed('request-class-two', 'a class that is none', { signed: setAt(1, 2) }),
  malformed('request-small-order-key', 'a key with which anybody can sign', {
    signed: setAt(
      2,
      new Map([
        [
          1,
          new Map<number, unknown>([
            [1, 1],
            [-1, 6],
            [-2, neutral],
          ]),
        ],
      ]),
    ),
  }),
  malformed('request-short-proof', 'a signature of 63 bytes', {
    sent: setAt(3, new Uint8Array(63)),
  }),
  malformed('request-five-items', 'an item too many', {
    sent: (items) => {
      items.push(0)
    },
  }),
  text('request-empty', 'GGR1:', 'no bytes'),
  text('request-next-version', 'GGR2:6BF', 'a request of another version'),
  text('request-is-a-code', 'GG1:6BF', 'a code, or the beginning of one'),
]

export const credentialRequests: VectorFile = {
  path: 'credential/requests.json',
  schema: 'credential-requests',
  about: 'Requests for codes: opened, or refused with an error (format.md 7).',
  cases,
}
