/** The vectors of rules/ as tests, one for each case, for the runner that tries mutants. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as ruling from '../../lib/ruling.ts'
import type { Api, Trial } from '../../test-vectors/run/api.ts'
import { codeOf } from '../../test-vectors/run/compare.ts'
import { rules, rulesRefused } from '../../test-vectors/run/rules.ts'

interface Index {
  readonly files: readonly { readonly path: string; readonly schema: string }[]
}

const api = ruling as unknown as Api
const json = (path: string): unknown => JSON.parse(readFileSync(`test-vectors/${path}`, 'utf8'))

/** Who runs the files of which schema. */
const runners: Readonly<Record<string, (file: never) => readonly Trial[]>> = {
  'schema/rules.schema.json': (file) => rules(api, file),
  'schema/rules-refused.schema.json': (file) => rulesRefused(api, file),
}

for (const { path, schema } of (json('index.json') as Index).files) {
  for (const { id, expected, got } of runners[schema]?.(json(path) as never) ?? []) {
    test(`${path}: ${id}`, () => {
      expect(outcomeOf(got)).toEqual(expected)
    })
  }
}

function outcomeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return { error: codeOf(error) }
  }
}
