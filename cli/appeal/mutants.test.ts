/** Whatever byte is changed of what is brought to an appeal: what is wrong never comes out right, and nothing is a fault of ours. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSeed } from '../../house/sampled.ts'
import { makeDemo } from '../demo/main.ts'
import { greengate, scratch, type Run, type Scratch } from '../test-process.ts'

let place: Scratch
beforeAll(async () => {
  place = scratch()
  await makeDemo({ folder: place.at('demo'), now: new Date('2020-03-01T12:00:00Z') })
})
afterAll(() => place[Symbol.asyncDispose]())

const demo = (name: string): string => place.at(`demo/${name}`)
const colour = (name: string): string => demo(`appeal/colour-${name}`)
const put = (name: string, content: Uint8Array): string => {
  writeFileSync(place.at(name), content)
  return place.at(name)
}
const appeal = (...args: readonly string[]): Promise<Run> =>
  greengate([
    'appeal',
    ...args,
    ...(args.includes('--bundle') ? [] : ['--bundle', place.at('demo')]),
  ])

test('is never right by a changed byte: mutants of a wrong slip, of code, opening, receipt and bundle', async () => {
  let state = runSeed >>> 0
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const mutated = (bytes: Uint8Array): Uint8Array => {
    const copy = new Uint8Array(bytes)
    const at = next(copy.length)
    copy[at] = (copy[at] as number) ^ (1 << next(7))
    return copy
  }
  const pass = demo('people/pass.txt')
  const wrongSlip = demo('appeal/slip.txt')
  const wrongReceipt = demo('appeal/receipt.json')
  const inputs = {
    slip: [wrongSlip, '--code', pass],
    receipt: [wrongReceipt, '--code', pass],
    code: [colour('slip.txt'), '--code', colour('code.txt'), '--opening', colour('opening.json')],
    opening: [
      ...[colour('slip.txt'), '--code', colour('code.txt')],
      ...['--opening', colour('opening.json')],
    ],
    bundle: [wrongSlip, '--code', pass, '--bundle', demo('bundle.ggb')],
  }
  const places = { slip: 0, receipt: 0, code: 2, opening: 4, bundle: 4 }
  for (const [name, args] of Object.entries(inputs)) {
    const at = places[name as keyof typeof places]
    const whole = readFileSync(args[at] as string)
    for (let n = 0; n < 24; n++) {
      const bytes = mutated(name === 'code' ? Buffer.from(whole.toString().trim()) : whole)
      const file = put(`mutant.${name === 'bundle' ? 'ggb' : 'txt'}`, bytes)
      const changed = args.map((each, i) => (i === at ? file : each))
      if (name === 'bundle') changed.push('--root', demo('root.ggb'))
      const { code, stderr } = await appeal(...changed)
      // A blank more in an opening's JSON, or what is not bound, may change nothing.
      const isSame = name === 'opening' && sameOpening(bytes, whole)
      if (!isSame) expect([name, n, code]).not.toEqual([name, n, 0])
      expect(stderr).not.toContain('fault of its own')
    }
  }
})

/** The same facts, salt and assessment: an instant may be written in small letters, and base64url ends in bits that say nothing. */
function sameOpening(a: Uint8Array, b: Uint8Array): boolean {
  try {
    const [one, other] = [a, b].map((bytes) => {
      const text = Buffer.from(bytes).toString()
      const opening = JSON.parse(text, (_, value: unknown) =>
        typeof value === 'string' && /^\d{4}-\d\d-\d\dT/i.test(value) ? value.toUpperCase() : value,
      ) as Readonly<Record<string, unknown>>
      const { facts, covers, assessment, salt } = opening
      const bytesOf = Buffer.from(String(salt), 'base64url').toString('hex')
      return JSON.stringify({ facts, covers, assessment, bytesOf })
    })
    return one === other
  } catch {
    return false
  }
}
