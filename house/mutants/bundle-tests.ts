/** The tests that deleted checks are tried by: the vectors of bundles, every attack, and what neither reaches. */
import { readFileSync } from 'node:fs'
import * as greengate from 'greengate'
import * as issuing from 'greengate/issue'
import { test } from 'vitest'
import { attacks } from '../../lib/testing/attacks.ts'
import type { Api } from '../../test-vectors/run/api.ts'
import { bundle } from '../../test-vectors/run/bundle.ts'
import { codeOf, outcomeOf, same } from '../../test-vectors/run/compare.ts'

const api = { ...greengate, ...issuing } as unknown as Api
const files = [
  'accept',
  'delegations',
  'forms',
  'parts',
  'recovery',
  'refuse',
  'signatures',
  'strict',
  'versions',
  'worlds',
]

for (const name of files) {
  const content: unknown = JSON.parse(readFileSync(`test-vectors/bundle/${name}.json`, 'utf8'))
  for (const { id, expected, got } of bundle(api, content as Parameters<typeof bundle>[1])) {
    test(id, async () => {
      if (!same(await outcomeOf(got), expected)) throw new Error('another outcome')
    })
  }
}

test('a root that is too long is not pinned', async () => {
  const payload = new Uint8Array(1_048_577)
  const bytes = issuing.encodeBundle([{ name: 'root/1', payload, signatures: payload }])
  const got = await greengate.pinRoot(bytes).then(() => 'taken', codeOf)
  if (got !== 'ERR_BUNDLE_TOO_LARGE') throw new Error('another outcome')
})

test('attacks', async () => {
  for (const { root, given, offered, now, code } of await attacks()) {
    let current = await greengate.pinRoot(root, { worlds: ['test'] })
    const early = new Date('2020-03-01T12:00:00Z')
    for (const bytes of given) current = await greengate.acceptBundle(current, bytes, early)
    const got = await greengate.acceptBundle(current, offered, now).then(() => 'taken', codeOf)
    if (got !== code) throw new Error('another outcome')
  }
})
