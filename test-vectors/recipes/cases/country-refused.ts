/** country/refused.json: country rules that no verifier may use (country-rules.md 4). */
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { countryRules, numbered, published } from '../world/country-rules.ts'

const refused = (
  id: string,
  set: unknown,
  comment: string,
  error: 'MALFORMED' | 'ENGINE' = 'MALFORMED',
): Case => ({ id, comment, countryRules: set, error: `ERR_RULE_SET_${error}` })

const ruled = (logic: unknown, more: object = {}): unknown =>
  countryRules({
    rules: numbered(published('VR-XX-0001', logic as never, [], more as never)) as never,
  })
const one = published('VR-XX-0001', true, [])

export const countryRefused: VectorFile = {
  path: 'country/refused.json',
  schema: 'country-refused',
  about: 'Country rules that no verifier may use (country-rules.md 4).',
  prefix: 'country-refused',
  cases: [
    refused('no-rules', countryRules({ rules: [] }), 'nothing could ever fail'),
    refused('engine-one', countryRules({ engine: 1 }), 'of another engine', 'ENGINE'),
    refused(
      'no-certlogic',
      ruled(true, { Engine: 'OTHER' }),
      'a rule in another language',
      'ENGINE',
    ),
    refused(
      'newer-certlogic',
      ruled(true, { EngineVersion: '1.4.0' }),
      'newer than 1.3.3',
      'ENGINE',
    ),
    refused(
      'unknown-external',
      ruled({ '!': [{ var: 'external.validationClockAtStartOfDay' }] }),
      'no verifier gives it; it would be null, and null is falsy',
    ),
    refused(
      'unknown-value-set',
      ruled({ '!': [{ var: 'external.valueSets.none' }] }),
      'the set has no such value set',
    ),
    refused('no-such-root', ruled({ '!': [{ var: 'hcert' }] }), 'neither payload nor external'),
    refused('no-operator', ruled({ or: [true, false] }), 'JsonLogic, but no CertLogic'),
    refused(
      'invalidation-not-said',
      countryRules({ rules: numbered(one, published('IR-DE-0001', true, [])) as never }),
      'nobody says what it means when it is true',
    ),
    refused(
      'one-number-twice',
      countryRules({
        rules: [one, published('VR-XX-0002', true, [])].map((rule) => ({ no: 1, rule })) as never,
      }),
      'a number names one rule for ever',
    ),
    refused(
      'one-version-twice',
      countryRules({ rules: [one, one].map((rule) => ({ no: 1, rule })) as never }),
      'which of them counts?',
    ),
    refused(
      'kind-and-identifier',
      ruled(true, { CertificateType: 'Test' }),
      'VR is the beginning of rules for vaccinations',
    ),
    refused(
      'day-that-is-not',
      ruled(true, { ValidTo: '2022-09-99T00:00:00Z' }),
      'its window has no end',
    ),
    refused(
      'no-offset',
      ruled(true, { ValidTo: '2022-09-01T00:00:00' }),
      'an instant names its offset',
    ),
    refused(
      'country',
      countryRules({ country: 'YY' }),
      'an acceptance rule of another country than the set',
    ),
    refused('general-grants', countryRules({ generalGrants: ['General'] }), 'no kind'),
    refused('left-over', countryRules({ otherwise: 'pass' }), 'passage is never left over'),
  ],
}
