/** One fresh process: imports the library, accepts the bundle, warms up, and times the first decision. */
import { readFileSync } from 'node:fs'
import * as library from 'greengate'
import type { FirstLoad } from './first-verification.ts'

const { root, bundle: bytes, format, text } = JSON.parse(readFileSync(0, 'utf8')) as FirstLoad
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
const now = new Date('2026-03-02T04:00:00Z')
const pinned = await library.pinRoot(bytesOf(root), { worlds: ['test'] })
const bundle = await library.acceptBundle(pinned, bytesOf(bytes), now)
await library.warmUp(bundle, [library[format]])

const started = performance.now()
const { outcome } = await library.verify(text, {
  bundle,
  now,
  context: { ruleSet: 'cn-3301', requireCard: false },
  formats: [library[format]],
})
const took = performance.now() - started
if (outcome !== 'pass') throw new Error(`the code is ${outcome}`)
process.stdout.write(String(took))
