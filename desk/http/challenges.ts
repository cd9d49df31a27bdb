/** The random bytes that requests for codes answer: given to one account for one person, good once and for minutes. */
import { DeskProblem } from '../shared/problems.ts'

/** For whom a challenge is. */
export interface ChallengeFor {
  readonly account: string
  readonly person: string
}

/** The challenges that are waited for. */
export interface Challenges {
  give(to: ChallengeFor, now: Date): { readonly challenge: Uint8Array; readonly validUntil: Date }
  /** @throws DeskProblem `challenge-unknown` */
  take(challenge: Uint8Array, from: ChallengeFor, now: Date): void
}

const lifeMs = 5 * 60_000
const mostKept = 50_000

/** Keeps them in memory: after a new start of the desk a page asks for another. */
export function keepChallenges(random: (length: number) => Uint8Array): Challenges {
  const kept = new Map<string, ChallengeFor & { readonly endsAt: number }>()
  const nameOf = (challenge: Uint8Array): string => Buffer.from(challenge).toString('base64url')
  return {
    give(to, now) {
      for (const [name, { endsAt }] of kept) {
        if (endsAt > now.getTime() && kept.size < mostKept) break
        kept.delete(name)
      }
      const challenge = random(32)
      const validUntil = new Date(now.getTime() + lifeMs)
      kept.set(nameOf(challenge), { ...to, endsAt: validUntil.getTime() })
      return { challenge, validUntil }
    },
    take(challenge, { account, person }, now) {
      const name = nameOf(challenge)
      const given = kept.get(name)
      const isTheirs =
        given?.account === account && given.person === person && now.getTime() < given.endsAt
      if (!isTheirs) throw new DeskProblem('challenge-unknown')
      kept.delete(name)
    },
  }
}
