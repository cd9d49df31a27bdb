/** What a code says of a person: the assessment, or nothing where no rule decided (docs/format.md 4). */
import type { AssessedPerson, Claims, PublicJwk } from 'greengate/issue'
import type { Desk } from '../desk.ts'
import { instantOf } from '../facts/read-time.ts'
import { lastFour, maskedName } from '../people/masked-name.ts'
import type { Person } from '../people/person.ts'

/** What is asked for. */
export interface CodeRequest {
  readonly class: 'app' | 'paper'
  /** Proven by its holder (`openRequest`); absent: whoever has the picture has the code. */
  readonly holderKey?: PublicJwk
}

/**
 * The claims of a code that is made now. It lives as long as the policy says, and never past the instant at which the
 * outcome may turn.
 */
export function claimsOf(
  { issuer, policy }: Desk,
  person: Person,
  assessed: AssessedPerson,
  { class: kind, holderKey }: CodeRequest,
  now: number,
): Omit<Claims, 'statusIndex'> & { readonly validUntil: string } {
  const life = kind === 'app' ? policy.appLife : policy.paperLife
  const holds = Date.parse(assessed.holdsUntil) / 1000
  const { assessment } = assessed
  return {
    issuer,
    class: kind,
    issuedAt: instantOf(now),
    validUntil: instantOf(Math.min(now + life, holds)),
    subject: {
      ...(person.name === undefined ? {} : { maskedName: maskedName(person.name) }),
      lastFour: lastFour(person.number),
    },
    ...(assessment === undefined ? { facts: [] } : { assessment }),
    ...(holderKey === undefined ? {} : { holderKey }),
  }
}

/** The opening of an assessed code as its holder keeps it (docs/receipt.md 8); null: there is nothing to open. */
export function openingOf({ opening, commitment }: AssessedPerson): string | null {
  if (opening === undefined || commitment === undefined) return null
  const { salt, facts, covers, ...assessment } = opening
  return JSON.stringify({
    format: 'greengate-opening-1',
    facts,
    covers,
    assessment,
    salt: Buffer.from(salt).toString('base64url'),
    commitment: Buffer.from(commitment).toString('base64url'),
  })
}
