/** What a verifier that is warm still does when a format is first shown: a process of its own, since this one is warm. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readVerifyCases } from '../house/verify-vectors.ts'
import type { FirstSeen, FirstShown } from './testing/first-verify.ts'

const script = fileURLToPath(new URL('testing/first-verify.ts', import.meta.url))
const names = ['vds-nc', 'shc', 'hcert', 'nzcp', 'claim169'] as const

/** Of each format the first code of the vectors whose signature holds. */
const shown = names.map((name): FirstShown => {
  const found = readVerifyCases().find(
    ({ id, outcome }) =>
      id.startsWith(`${name}-`) && !['refuse', 'unreadable', 'invalid'].includes(outcome),
  )
  const { root, bundle, acceptedAt } = found?.given ?? {}
  if (found === undefined || root == null || bundle == null || acceptedAt === undefined) {
    throw new TypeError(`no vector of ${name}`)
  }
  const texts = found.texts ?? found.text ?? ''
  return { root, bundle, acceptedAt, texts, now: found.now, ruleSet: 'cn-3301' }
})

const ask = (isWarm: boolean): readonly FirstSeen[] =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--conditions=source', script, JSON.stringify([isWarm, shown])],
      { encoding: 'utf8' },
    ),
  ) as readonly FirstSeen[]

test('after warmUp with formats the first code of each loads nothing more', () => {
  const warm = ask(true)
  const cold = ask(false)
  const told = (seen: readonly FirstSeen[]) =>
    names.map((name, i) => `${name} ${seen[i]?.ms.toFixed(1) ?? ''} ms`).join(', ')
  console.log(`first verify, warm: ${told(warm)}; not warm: ${told(cold)}`)
  expect(warm.map(({ loaded }) => loaded)).toEqual(names.map(() => 0))
  // Without it the first seal waits for the reader of certificates: else this test could not fail.
  expect(cold[0]?.loaded).toBeGreaterThan(0)
  expect(warm.map(({ outcome }) => outcome)).toEqual(cold.map(({ outcome }) => outcome))
})
