/** Cases of verify/live.json: when a proof counts, to the second. */
import { plus } from '../hand/bytes.ts'
import { invalid } from '../hand/reasons.ts'
import type { Case } from '../hand/vector-file.ts'
import { noon, person, validUntil } from '../world/people.ts'
import { granted, ed25519, live, last, over, first } from '../world/live-case.ts'

/** 60 s and the uncertainty, before and after. */
export const liveWindow: readonly Case[] = [
  live('live-p256', {}, granted, over, 'a proof of this very second, by a P-256 key'),
  live('live-ed25519', { holder: ed25519 }, granted, over, 'the same by an Ed25519 key'),
  live('live-step-ending', { now: plus(noon, 29) }, granted, over, 'the last second of the step'),
  live(
    'live-step-before',
    { at: plus(noon, -1) },
    granted,
    plus(noon, 91),
    'a step counts from its first second: this one began 30 s ago',
  ),
  live('live-last-second', { now: last }, granted, over, '60 s and the uncertainty after'),
  live(
    'live-expired',
    { now: over },
    invalid('live-proof-expired'),
    validUntil,
    'a second later: a picture of it is worthless',
  ),
  live('live-first-second', { now: first }, granted, over, '60 s and the uncertainty before'),
  live(
    'live-not-yet-valid',
    { now: plus(first, -1) },
    invalid('live-proof-not-yet-valid'),
    first,
    'a second earlier: made for later, or by a clock that runs ahead',
  ),
  live(
    'live-code-expires-first',
    { claims: { ...person, validUntil: plus(noon, 60) } },
    granted,
    plus(noon, 60),
    'a proof does not carry its code beyond exp',
  ),
  live(
    'live-code-expired',
    { claims: { ...person, validUntil: noon } },
    invalid('expired'),
    '2026-12-31T16:00:00Z',
    'a code that is over is over, however fresh its proof',
  ),
]
