/** Try. */
import { expect, test } from 'vitest'
import { verify } from './verify.ts'
import { clock, goodContext, issueCode, worldBundle } from './testing/world.ts'

test('try', async () => {
  const bundle = await worldBundle()
  for (const alg of ['Ed25519', 'ESP256'] as const) {
    const text = await issueCode(undefined, alg)
    console.log(text.length, text)
    const d = await verify(text, { bundle, now: clock, context: goodContext })
    console.log(JSON.stringify(d))
    expect(d.outcome).toBe('pass')
  }
})
