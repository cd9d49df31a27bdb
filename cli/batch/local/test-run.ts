/** Runs a batch in a process of its own in which a thread dies, or whose input is changed meanwhile: says how many people are done. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openOutput } from '../output.ts'
import { readOrder } from '../read-order.ts'
import { now, version14 } from '../test-batch.ts'
import { runLocal } from './run-local.ts'

const [input = '', out = '', what = ''] = process.argv.slice(2)
const flags = { rules: version14, in: input, out, now, shardBytes: '65536' }
const { job, shards } = await readOrder(flags, 'assess', () => Promise.resolve(undefined))
mkdirSync(out)
const output = await openOutput(out, job, shards)
const run = { output, input, keys: undefined, workers: 2 }
if (what === 'dying') {
  await runLocal({ ...run, thread: new URL('test-dying-thread.ts', import.meta.url) })
} else {
  const before = readFileSync(input)
  // The same length: only its digest tells.
  const changed = Buffer.from(before)
  changed[changed.length - 30] = 0x58
  writeFileSync(input, changed)
  await runLocal(run).catch((error: unknown) => {
    console.log(String(error))
  })
  writeFileSync(input, before)
  await runLocal({ ...run, output: await openOutput(out, job, shards) })
}
const { manifest } = await output.finish('en')
console.log(manifest.people)
