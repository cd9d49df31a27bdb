/** The part of a decision that time does not touch, of other people's codes. */
import type { Bundle } from '../bundle/bundle.ts'
import { makeFactBase } from '../facts/fact-base.ts'
import { noFactTypes } from '../facts/fact-types.ts'
import type { CodeFormat, OtherCredential, Proof } from '../formats/format.ts'
import type { Together } from '../formats/together.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import type { AuthorityKey } from '../trust/authorities.ts'
import type { Reading } from './read-code.ts'

/** A code of another format whose signature is right. */
export interface GenuineOther {
  readonly state: 'genuine-other'
  readonly credential: OtherCredential
  readonly proof: Extract<Proof, { readonly state: 'genuine' }>
  readonly facts: FactBase
  readonly together: Together
}

/** Decodes the texts of one format and checks their signatures against the trust list. */
export async function readOthers(
  format: CodeFormat,
  texts: readonly string[],
  bundle: Bundle | undefined,
): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  for (const decoded of format.decode(texts)) {
    readings.push('state' in decoded ? decoded : await readOther(format, decoded, bundle))
  }
  return readings
}

async function readOther(
  { name, prove, together }: CodeFormat,
  credential: OtherCredential,
  bundle: Bundle | undefined,
): Promise<Reading> {
  const { otherCode } = credential
  if (otherCode !== undefined) {
    return { state: 'unreadable', reason: { code: 'other-code', kind: otherCode } }
  }
  const trust = bundle?.trust
  if (trust === undefined || trust.issuers.size + trust.authorities.size === 0) {
    return { state: 'no-keys' }
  }
  const proof = await prove(credential, trust.authorities)
  if (proof.state !== 'genuine') return { state: proof.state, format: name }
  const { key, keyUsage } = proof
  if (isWithdrawn(credential, key)) return { state: 'key-revoked', format: name }
  if (keyUsage === 'refused') return { state: 'key-usage', format: name }
  const { states, regions } = key
  const statement = {
    facts: credential.facts,
    // What another's code does not state is unknown.
    coverage: [],
    permission: { states, covers: [], regions },
  }
  const facts = makeFactBase(statement, bundle?.facts ?? noFactTypes)
  return { state: 'genuine-other', credential, proof, facts, together }
}

/** A code that does not say when it was issued may lie in any span. */
export function isWithdrawn(
  { issuedAt, validFrom }: OtherCredential,
  { revoked }: AuthorityKey,
): boolean {
  const at = issuedAt ?? validFrom
  return revoked.some(({ from, until }) => at === null || (from <= at && at < until))
}
