/** The development provider: a code of six digits for each sign-in, shown by whoever started the desk. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DeskProblem } from '../shared/problems.ts'
import type { OneTimeCodeSignIn, SignsInAs } from './sign-in.ts'
import { makeThrottle, type Rate } from './throttle.ts'

/** What it is made with. */
export interface OneTimeCodeOptions {
  /** Gives the code to its reader: on the terminal, on the demo's page. The one place where it stands in clear. */
  readonly show: (contact: string, code: string, validUntil: Date) => void
  readonly random: (length: number) => Uint8Array
  /** How often a code may be asked for, by one contact and by all. */
  readonly perContact?: Rate
  readonly overall?: Rate
}

interface Attempt {
  readonly as: SignsInAs
  readonly contact: string
  readonly codeHash: Buffer
  readonly endsAt: number
  triesLeft: number
}

const lifeMs = 5 * 60_000
const mostTries = 5
/** More than a desk with embedded defaults is asked for in five minutes. */
const mostAttempts = 10_000

/** Opens the provider. What was started is kept in memory: a new start of the desk forgets it. */
export function oneTimeCodeSignIn(options: OneTimeCodeOptions): OneTimeCodeSignIn {
  const { show, random } = options
  const byContact = makeThrottle(options.perContact ?? { most: 5, seconds: 900 })
  const overall = makeThrottle(options.overall ?? { most: 60, seconds: 60 })
  const key = random(32)
  const attempts = new Map<string, Attempt>()
  const hashOf = (attempt: string, code: string): Buffer =>
    createHmac('sha256', key).update(`${attempt} ${code}`).digest()

  return {
    way: 'one-time-code',
    start(as, contact, now) {
      const name = contact.normalize('NFKC').toLowerCase()
      byContact(name, now)
      overall('', now)
      forgetOld(attempts, now)
      const attempt = Buffer.from(random(16)).toString('base64url')
      const code = sixDigits(random)
      const validUntil = new Date(now.getTime() + lifeMs)
      attempts.set(attempt, {
        as,
        contact: name,
        codeHash: hashOf(attempt, code),
        endsAt: validUntil.getTime(),
        triesLeft: mostTries,
      })
      show(name, code, validUntil)
      return { attempt, validUntil }
    },
    finish(attempt, code, now) {
      const started = attempts.get(attempt)
      if (started === undefined || now.getTime() >= started.endsAt) {
        throw new DeskProblem('sign-in-refused')
      }
      started.triesLeft -= 1
      const isRight = timingSafeEqual(started.codeHash, hashOf(attempt, code))
      if (isRight || started.triesLeft === 0) attempts.delete(attempt)
      if (!isRight) throw new DeskProblem('sign-in-refused')
      return { as: started.as, provider: 'one-time-code', subject: started.contact }
    },
  }
}

function forgetOld(attempts: Map<string, Attempt>, now: Date): void {
  for (const [name, { endsAt }] of attempts) {
    if (endsAt <= now.getTime() || attempts.size >= mostAttempts) attempts.delete(name)
    else break
  }
}

/** Every code as likely as any other: what would make the low ones likelier is drawn again. */
function sixDigits(random: (length: number) => Uint8Array): string {
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE()
    if (drawn < 4_294_000_000) return String(drawn % 1_000_000).padStart(6, '0')
  }
}
