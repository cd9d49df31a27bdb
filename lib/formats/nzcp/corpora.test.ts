/** Tests of New Zealand's passes against the corpus: the specification's example, and passes that are wrong in one way each. */
import { describe, expect, test } from 'vitest'
import { openOtherKey, parseOtherJwk } from '../../crypto/other-key.ts'
import { hasCorpora, readCorpus } from '../../testing/corpora.ts'
import { sortAuthorities, type Authority } from '../../trust/authorities.ts'
import { parseDidDocument } from '../../trust/did-document.ts'
import type { OtherCredential } from '../format.ts'
import { nzcp } from './nzcp.ts'

const decoded = (text: string) => nzcp.decode([text])[0]!
const opened = (text: string): OtherCredential => {
  const answer = decoded(text)
  if ('state' in answer) throw new Error(answer.reason.code)
  return answer
}
interface Case {
  readonly id: string
  readonly uri: string
  readonly expected: 'VALID' | 'FAIL' | 'EXPIRED' | 'NOT_ACTIVE'
  readonly did: string
  readonly clock: string
  readonly trustedIssuers: readonly string[]
  readonly reference: { readonly nbf?: number; readonly subject?: Readonly<Record<string, string>> }
}

/** What the corpus calls a pass, and our reason. */
const answerTo = async (
  { uri, did, trustedIssuers }: Case,
  now: number,
): Promise<[string, string]> => {
  if (!nzcp.recognises(uri)) return ['FAIL', 'not recognised']
  const answer = decoded(uri)
  if ('state' in answer) return ['FAIL', answer.reason.code]
  const { id, keys } = parseDidDocument(readCorpus(`nzcp/did/${did}.json`))
  const listed = keys.map(({ kid, jwk }) => ({
    kid,
    key: openOtherKey(parseOtherJwk(jwk)),
    ...{ from: 0, until: Infinity, states: ['*'], regions: ['*'], chain: [], revoked: [] },
  }))
  const authority: Authority = {
    format: 'nzcp',
    id,
    name: { zh: id, en: id },
    keys: listed,
    ...{ roots: [], needsChain: false, revocations: [] },
  }
  const proof = await nzcp.prove(
    answer,
    sortAuthorities(trustedIssuers.includes(id) ? [authority] : []),
  )
  if (proof.state !== 'genuine') return ['FAIL', proof.state]
  if (now >= (answer.validUntil ?? Infinity)) return ['EXPIRED', 'expired']
  if (now < (answer.validFrom ?? -Infinity)) return ['NOT_ACTIVE', 'not-yet-valid']
  return ['VALID', '']
}

describe.skipIf(!hasCorpora)('corpora: nzcp', () => {
  test('every case is what it says, each failure for its own reason', async () => {
    const cases = readCorpus('nzcp/cases.json') as readonly Case[]
    const found: Record<string, string> = {}
    const early: string[] = []
    for (const one of cases) {
      const clock = Date.parse(one.clock) / 1000
      const { nbf = 0 } = one.reference
      const isEarly = one.expected === 'VALID' && clock < nbf
      if (isEarly) {
        // The corpus gives a clock of a week before this pass begins, and calls it valid: both cannot be.
        early.push(one.id)
        expect(await answerTo(one, clock)).toEqual(['NOT_ACTIVE', 'not-yet-valid'])
      }
      const [verdict, why] = await answerTo(one, isEarly ? nbf : clock)
      expect([one.id, verdict]).toEqual([one.id, one.expected])
      found[one.id] = why
      if (verdict === 'VALID') {
        const { givenName, familyName, dob } = one.reference.subject!
        expect(opened(one.uri).person).toEqual({
          surname: familyName,
          given: givenName,
          birthDate: dob,
        })
      }
    }
    console.log(
      `corpora: nzcp ${cases.length} of ${cases.length}: ${JSON.stringify(found)}, from its first second: ${early.join()}`,
    )
    expect(early).toEqual(['patrick-1-pass'])
    expect(found).toMatchObject({
      'bad-public-key': 'signature-invalid',
      'modified-sig': 'signature-invalid',
      'not-base32': 'text-damaged',
      'wrong-version': 'newer-version',
      'valid-but-live-issuer-only': 'issuer-unknown',
      'empty-uri': 'not recognised',
    })
  })

  test('the worked example is read as the specification writes it', () => {
    const [valid] = readCorpus('nzcp/cases.json') as readonly Case[]
    const { payload, kid } = opened(valid!.uri)
    expect(payload).toEqual(readCorpus('nzcp/worked-example/nzcp.json'))
    expect({ kid, alg: 'ES256' }).toEqual(
      readCorpus('nzcp/worked-example/nzcp-protected-headers.json'),
    )
  })
})
