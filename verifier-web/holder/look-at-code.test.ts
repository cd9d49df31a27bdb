/** Tests of a look at other people's codes: who it is as they state it, and parts of one code. */
import { readFile } from 'node:fs/promises'
import { allFormats } from 'greengate'
import { createHolderKey } from 'greengate/holder'
import { issue } from 'greengate/issue'
import { expect, test } from 'vitest'
import { lookAtCode } from './look-at-code.ts'
import { claimsToCommit } from './test-claims.ts'

interface Vectors {
  readonly groups: readonly {
    readonly cases: readonly { id: string; text?: string; texts?: readonly string[] }[]
  }[]
}
const { groups } = JSON.parse(await readFile('test-vectors/verify/shc.json', 'utf8')) as Vectors
const textsOf = (wanted: string): readonly string[] => {
  const found = groups.flatMap(({ cases }) => cases).find(({ id }) => id === wanted)
  return found?.texts ?? [found?.text ?? '']
}
const look = (texts: readonly string[]) =>
  lookAtCode(texts, {
    now: new Date('2026-03-02T04:00:00Z'),
    bundle: undefined,
    keys: [],
    formats: allFormats,
  })

test('a card says who it is about, and that whoever shows it shows it', async () => {
  const card = await look(textsOf('shc-card'))
  expect(card).toMatchObject({ format: 'shc', binding: 'none', signature: 'unknown-key' })
  expect(card?.name).toMatch(/\S+ \S+/)
})

test('parts are told to be parts until all are there, in whichever order', async () => {
  const [last = '', first = '', again = '', middle = ''] = textsOf('shc-parts-out-of-order')
  expect((await look([last, first, again]))?.reasons).toContain('parts-missing')
  expect((await look([last, first, middle]))?.name).toMatch(/\S+ \S+/)
})

test('a name that would turn the words around it, or break their line, is plain', async () => {
  const key = await createHolderKey()
  const claims = claimsToCommit(new Date('2026-03-02T00:00:00Z'))
  const subject = { ...claims.subject, maskedName: '林\u202e*\u2066\n\u2028A\u200f' }
  const signer = {
    alg: 'ESP256',
    kid: new Uint8Array(8),
    sign: (bytes: Uint8Array) => key.sign(bytes),
  } as const
  const text = await issue({ ...claims, subject }, { signer, cti: new Uint8Array(8) })
  expect(await look([text])).toMatchObject({ format: 'greengate', name: '林*A' })
})
