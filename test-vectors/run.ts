/** Runs every vector through an implementation. Knows no platform: the same function serves Node and browsers. */
import type { Api, Failure, Read, Trial } from './run/api.ts'
import { assess, assessRefused } from './run/assess.ts'
import { bundle } from './run/bundle.ts'
import { json } from './run/bytes.ts'
import { card } from './run/card.ts'
import { outcomeOf, same } from './run/compare.ts'
import { country, countryRefused } from './run/country.ts'
import {
  credentialDamaged,
  credentialEncode,
  credentialOpenings,
  credentialRefused,
  credentialSize,
} from './run/credential.ts'
import { base45, canonicalJson, cbor } from './run/encoding.ts'
import { live, requests } from './run/holder.ts'
import { population } from './run/population.ts'
import { journals } from './run/receipt-journal.ts'
import { segments, subjects } from './run/receipt.ts'
import { rules, rulesRefused } from './run/rules.ts'
import { verify } from './run/verify.ts'

export type { Api, Failure, Read } from './run/api.ts'

type Runner = (api: Api, read: Read, file: never) => Trial[] | Promise<Trial[]>

/** Who runs the files of which schema. */
const runners: Readonly<Record<string, Runner>> = {
  assess,
  'assess-refused': (api, _, file) => assessRefused(api, file),
  bundle: (api, _, file) => bundle(api, file),
  card,
  country: (api, _, file) => country(api, file),
  'country-refused': (api, _, file) => countryRefused(api, file),
  'credential-damaged': (api, _, file) => credentialDamaged(api, file),
  'credential-encode': credentialEncode,
  'credential-live': live,
  'credential-openings': (api, _, file) => credentialOpenings(api, file),
  'credential-refused': credentialRefused,
  'credential-requests': (api, _, file) => requests(api, file),
  'credential-size': credentialSize,
  'encoding-base45': (api, _, file) => base45(api, file),
  'encoding-canonical-json': (api, _, file) => canonicalJson(api, file),
  'encoding-cbor': (api, _, file) => cbor(api, file),
  'population-sets': (api, _, file) => population(api, file),
  'receipt-journal': (api, _, file) => journals(api, file),
  'receipt-segments': (api, _, file) => segments(api, file),
  'receipt-subject': (api, _, file) => subjects(api, file),
  rules: (api, _, file) => rules(api, file),
  'rules-refused': (api, _, file) => rulesRefused(api, file),
  verify,
}

interface Index {
  readonly files: readonly { readonly path: string; readonly schema: string }[]
}

/**
 * Runs all vectors.
 *
 * @param api - The implementation under test.
 * @param read - Gives a file by its path from test-vectors/.
 * @param ran - Is told every trial that was made, so that nobody takes an empty run for a good one.
 * @returns What came out otherwise than it should; empty when all is well.
 */
export const runVectors = async (
  api: Api,
  read: Read,
  ran: (id: string) => void = () => undefined,
): Promise<readonly Failure[]> => {
  const failures: Failure[] = []
  const index = json(await read('index.json')) as Index
  for (const { path, schema } of index.files) {
    const runner = runners[schema.replace(/^schema\/(.*)\.schema\.json$/, '$1')]
    if (runner === undefined) throw new Error(`nobody runs ${path}`)
    for (const { id, expected, got } of await runner(api, read, json(await read(path)) as never)) {
      const outcome = await outcomeOf(got)
      ran(`${path}: ${id}`)
      if (!same(expected, outcome)) failures.push({ id: `${path}: ${id}`, expected, got: outcome })
    }
  }
  return failures
}
