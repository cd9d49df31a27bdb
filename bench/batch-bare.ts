/** The least that a batch can be: people parsed, evaluated and something signed, on as many threads, written by hand and nothing kept. */
import { createPrivateKey, sign } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import {
  compileRuleSet,
  evaluate,
  makeFactBase,
  parseFactTypes,
  type Overlay,
} from 'greengate/rules'
import { cutLines, type ByteRange } from '../cli/impact/line-ranges.ts'
import type { Person } from '../cli/people/main.ts'

interface Share {
  readonly path: string
  readonly key: string
  readonly ranges: readonly ByteRange[]
}

const shareBytes = 4_194_304
/** About as long as what is signed of a code that carries an assessment. */
const signedBytes = 120

const doShare = ({ path, key, ranges }: Share): number => {
  const ruleSets = new URL('../test-vectors/rule-sets/', import.meta.url)
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, ruleSets), 'utf8'))
  const overlay = read('hangzhou/14/cn-3301.json') as Overlay
  const base = { ...overlay.extends, value: read('hangzhou/14/cn-33.json') }
  const types = parseFactTypes(read('fact-types.json'))
  const set = compileRuleSet(overlay, types, () => base)
  const jwk = JSON.parse(readFileSync(key, 'utf8')) as { readonly kty: 'OKP' }
  const signing = createPrivateKey({ key: jwk, format: 'jwk' })
  const permission = { states: ['*'], covers: ['*'], regions: ['*'] }
  const now = Date.parse('2020-03-18T21:30:00Z') / 1000
  const message = new Uint8Array(signedBytes)
  const file = openSync(path, 'r')
  let used = 0
  for (const { start, end } of ranges) {
    const bytes = Buffer.allocUnsafe(end - start)
    readSync(file, bytes, 0, bytes.length, start)
    for (const line of bytes.toString('utf8').split('\n')) {
      if (line === '') continue
      const { facts, covers } = JSON.parse(line) as Person
      let [text, until] = ['', 0]
      const coverage = covers.map((cover) => {
        if (cover.until !== text) [text, until] = [cover.until, Date.parse(cover.until) / 1000]
        return { kind: cover.kind, until }
      })
      const verdict = evaluate(set, makeFactBase({ facts, coverage, permission }, types), now, {})
      message[0] = verdict.fired.length
      used += sign(null, message, signing).length
    }
  }
  closeSync(file)
  return used
}

if (isMainThread) {
  const [path = '', key = '', threads = '1'] = process.argv.slice(2)
  const { ranges } = cutLines(path, shareBytes)
  const signed = await Promise.all(
    Array.from({ length: Number(threads) }, (_, i) => {
      const share: Share = {
        path,
        key,
        ranges: ranges.filter((__, n) => n % Number(threads) === i),
      }
      const worker = new Worker(new URL(import.meta.url), { workerData: share })
      return new Promise<number>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    }),
  )
  console.log(signed.reduce((sum, bytes) => sum + bytes / 64, 0))
} else {
  parentPort?.postMessage(doShare(workerData as Share))
}
