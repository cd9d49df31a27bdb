/** verify/live.json: codes with their holder's proof: whose it is, when it was made, where it was seen (format.md 6.6). */
import { concat, flipBit, plus, sha256, unix, utf8 } from '../hand/bytes.ts'
import { withLargeS } from '../hand/ed25519.ts'
import { key } from '../hand/keys.ts'
import { liveMessage, liveText, stepOf } from '../hand/live.ts'
import { withHighS } from '../hand/p256.ts'
import { invalid } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { code, noon, person, validUntil } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'
import { liveWindow } from './live-window.ts'
import { floor, granted, but, night, p256, ed25519, live, over } from '../world/live-case.ts'

const signatures: readonly Case[] = [
  live(
    'live-by-another-key',
    { signer: key('stranger'), holder: ed25519 },
    invalid('live-proof-invalid'),
    validUntil,
    'whoever has the code and not its key',
  ),
  live(
    'live-by-a-key-of-another-algorithm',
    { signer: ed25519 },
    invalid('live-proof-invalid'),
    validUntil,
    'the code names a P-256 key, an Ed25519 key signed',
  ),
  live(
    'live-of-another-code',
    { broken: { message: (_, step) => liveMessage(code('another', person).cose, step) } },
    invalid('live-proof-invalid'),
    validUntil,
    'the right key signed this step of another code',
  ),
  live(
    'live-of-another-step',
    { broken: { message: (cose, step) => liveMessage(cose, step - 1) } },
    invalid('live-proof-invalid'),
    validUntil,
    'a proof of the step before with the number of this one',
  ),
  live(
    'live-under-another-name',
    {
      broken: {
        message: (cose, step) =>
          concat(utf8('greengate-live-2'), liveMessage(cose, step).subarray(16)),
      },
    },
    invalid('live-proof-invalid'),
    validUntil,
    'what is signed begins with another name',
  ),
  live(
    'live-over-the-signed-bytes',
    {
      broken: {
        message: (cose, step) =>
          concat(
            liveMessage(cose, step).subarray(0, 17),
            sha256(sha256(cose)),
            liveMessage(cose, step).subarray(49),
          ),
      },
    },
    invalid('live-proof-invalid'),
    validUntil,
    'the digest of a digest in place of the digest of the COSE_Sign1',
  ),
  live(
    'live-proof-flipped',
    { broken: { signature: (signature) => flipBit(signature, 100) } },
    invalid('live-proof-invalid'),
    validUntil,
    'one bit of the proof',
  ),
  live(
    'live-proof-high-s',
    { broken: { signature: withHighS } },
    invalid('live-proof-invalid'),
    validUntil,
    's in the upper half, which ECDSA would take',
  ),
  live(
    'live-proof-large-s',
    { holder: ed25519, broken: { signature: withLargeS } },
    invalid('live-proof-invalid'),
    validUntil,
    'S + L for S, which some implementations take',
  ),
  live(
    'live-proof-zeros',
    { broken: { signature: () => new Uint8Array(64) } },
    invalid('live-proof-invalid'),
    validUntil,
    'zeros stand for the proof',
  ),
  shows(
    'live-without-holder-key',
    liveText(code('live-without-holder-key', person).cose, p256, stepOf(unix(noon))),
    invalid('live-proof-invalid'),
    validUntil,
    'a proof around a code that names no key',
  ),
  live(
    'live-issuer-signature-wrong',
    { brokenCode: { signature: (signature) => flipBit(signature, 100) } },
    invalid('signature-invalid'),
    '2026-12-31T16:00:00Z',
    'the holder proves a code that no issuer signed',
  ),
]

const circumstances: readonly Case[] = [
  live('live-required', { context: { requireLive: true } }, granted, over, 'what the gate asks'),
  live(
    'live-paper-without-card',
    { claims: { ...person, class: 'paper' } },
    but('card-required'),
    over,
    'a proof does not stand for the card that a gate asks for',
  ),
  live(
    'live-seen-no-at-a-station',
    { context: { seenBefore: 'no', station: 's1', lane: 'l1' } },
    granted,
    over,
    'a proof that the station has not seen',
  ),
  live(
    'live-seen-proof',
    { context: { seenBefore: 'proof' } },
    invalid('replayed'),
    over,
    'this very proof was shown before; once it is over too, that is named first',
  ),
  live(
    'live-seen-code',
    { context: { seenBefore: 'code' } },
    but('already-used'),
    over,
    'the same code by another proof, a moment ago',
  ),
  live(
    'live-seen-unsaid-at-a-station',
    { context: { station: 's1' } },
    but('replay-unknown'),
    over,
    'a station that says nothing knows nothing',
  ),
  live(
    'live-invalid-and-seen-proof',
    { holder: ed25519, signer: key('stranger'), context: { seenBefore: 'proof' } },
    invalid('live-proof-invalid'),
    validUntil,
    'of two reasons the one that stands first in the table',
  ),
  live(
    'live-expired-and-seen-proof',
    { now: over, context: { seenBefore: 'proof' } },
    invalid('live-proof-expired'),
    validUntil,
    'the same of a proof that is over',
  ),
]

/** A proof of noon can have been accepted until 120 s after it; a station that starts then cannot know. */
const starting: readonly Case[] = [
  live(
    'live-station-just-started',
    { context: { startedAt: plus(noon, -120), station: 's1', seenBefore: 'no' } },
    but('station-just-started'),
    over,
    'the step began 60 s and the uncertainty after the start: the process before may have let it pass',
  ),
  live(
    'live-station-started-a-second-earlier',
    { context: { startedAt: plus(noon, -121), station: 's1', seenBefore: 'no' } },
    granted,
    over,
    'a second more, and nobody can have accepted this step before the start',
  ),
  live(
    'live-station-starts-later-than-the-proof',
    {
      now: plus(noon, 90),
      context: { startedAt: plus(noon, 60), station: 's1', seenBefore: 'no' },
    },
    but('station-just-started'),
    over,
    'no time changes this but the end of the proof: the holder shows the next one',
  ),
  shows(
    'live-station-just-started-static-code',
    person,
    granted,
    validUntil,
    'a code that is never live is not touched: the pass-back window has it',
    { context: { startedAt: plus(noon, -1), station: 's1', seenBefore: 'no' } },
  ),
  live(
    'live-expired-at-a-station-just-started',
    { now: over, context: { startedAt: noon, station: 's1', seenBefore: 'no' } },
    invalid('live-proof-expired'),
    validUntil,
    'what makes a code invalid stands alone',
  ),
]

const behind = plus(floor, -61)

const clock: readonly Case[] = [
  live(
    'live-clock-behind',
    { claims: night, now: behind, at: plus(floor, -90) },
    but('clock-suspect'),
    plus(floor, -60),
    'the clock is wrong, the proof may be right',
  ),
  live(
    'live-clock-behind-proof-ahead',
    { claims: night, now: behind, at: plus(floor, 600) },
    but('clock-suspect'),
    plus(floor, -60),
    'a clock that is wrong cannot say that a proof is not valid yet',
  ),
  live(
    'live-clock-behind-proof-expired',
    { claims: night, now: behind, at: plus(floor, -150) },
    invalid('live-proof-expired'),
    validUntil,
    'it was over when the newest data were signed: that stays certain',
  ),
  live(
    'live-clock-behind-by-the-uncertainty',
    { claims: night, now: plus(floor, -60), at: plus(floor, -90) },
    granted,
    plus(floor, 31),
    'a clock may lie 60 s behind the floor',
  ),
]

export const verifyLive: VectorFile = {
  path: 'verify/live.json',
  schema: 'verify',
  about:
    'Live codes: the window of a proof and its skew, its signature, replay, a station that just started, a clock behind (format.md 2, 6.4 and 6.6).',
  groups: [
    {
      given: standard,
      cases: [...liveWindow, ...signatures, ...circumstances, ...starting, ...clock],
    },
  ],
}
