/** Chains of certificates that a second hand made: which lead to a root, and between which instants. */
import { expect, test } from 'vitest'
import { certificate, type CertificateOf } from '../../../test-vectors/recipes/hand/certificate.ts'
import { key } from '../../../test-vectors/recipes/hand/keys.ts'
import { parseInstant } from '../../encoding/instant.ts'
import { checkChain, type Chain } from './check-chain.ts'
import { parseCertificate, type Certificate } from './parse-certificate.ts'

const rootKey = key('csca')
const middleKey = key('issuer-p256')
const leafKey = key('seal-signer')

const root: CertificateOf = {
  serial: 1,
  subject: ['AU', 'Root'],
  issuer: ['AU', 'Root'],
  from: '2020-01-01T00:00:00Z',
  until: '2025-12-31T23:59:59Z',
  key: rootKey,
  by: rootKey,
  isAuthority: true,
  pathLength: 1,
}
const middle: CertificateOf = {
  ...root,
  serial: 2,
  subject: ['AU', 'Middle'],
  key: middleKey,
  until: '2024-12-31T23:59:59Z',
  pathLength: 0,
}
const leaf: CertificateOf = {
  serial: 3,
  subject: ['AU', 'Leaf'],
  issuer: ['AU', 'Root'],
  from: '2021-01-01T00:00:00Z',
  until: '2030-12-31T23:59:59Z',
  key: leafKey,
  by: rootKey,
}
const below: CertificateOf = { ...leaf, issuer: ['AU', 'Middle'], by: middleKey }

async function read(of: CertificateOf): Promise<Certificate> {
  const parsed = await parseCertificate(certificate(of))
  if (parsed === undefined) throw new Error('not read')
  return parsed
}

async function chain(
  of: CertificateOf,
  between: readonly CertificateOf[],
  roots: readonly CertificateOf[],
): Promise<Chain> {
  return checkChain(
    await read(of),
    await Promise.all(between.map(read)),
    await Promise.all(roots.map(read)),
  )
}

function holds(from: string, until: string): Chain {
  const [first = NaN, last = NaN] = [from, until].map((text) => parseInstant(text))
  return { state: 'holds', holds: { from: first, until: last } }
}

test('the windows of a chain are cut to what they share, the last second included', async () => {
  expect(await chain(leaf, [], [root])).toEqual(
    holds('2021-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
  )
  expect(await chain(below, [middle], [root])).toEqual(
    holds('2021-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
  )
})

test('the windows of a root and of its renewal are joined', async () => {
  const renewed = {
    ...root,
    serial: 9,
    from: '2025-06-01T00:00:00Z',
    until: '2035-01-01T00:00:00Z',
  }
  expect(await chain(leaf, [], [root, renewed])).toEqual(
    holds('2021-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
  )
})

test('a name is the same in other letters and with other spaces', async () => {
  const shouted = { ...leaf, issuer: ['au', ' ROOT '] as const }
  expect((await chain(shouted, [], [root])).state).toBe('holds')
})

test('a leaf that is listed as a root needs nothing above it', async () => {
  expect(await chain(leaf, [], [leaf])).toEqual(
    holds('2021-01-01T00:00:00Z', '2031-01-01T00:00:00Z'),
  )
})

test.each<
  [string, Chain['state'], CertificateOf, readonly CertificateOf[], readonly CertificateOf[]]
>([
  ['nobody is listed', 'unknown', leaf, [], []],
  ['the root has another name', 'unknown', leaf, [], [{ ...root, subject: ['AU', 'Other'] }]],
  ['the certificate between is not shown', 'unknown', below, [], [root]],
  ['another key signed', 'refused', { ...leaf, by: leafKey }, [], [root]],
  ['the root is no CA', 'refused', leaf, [], [{ ...root, isAuthority: false }]],
  ['a leaf signs a leaf', 'refused', below, [{ ...middle, isAuthority: false }], [root]],
  ['the path is too long', 'refused', below, [middle], [{ ...root, pathLength: 0 }]],
  ['they share no instant', 'refused', leaf, [], [{ ...root, until: '2020-06-01T00:00:00Z' }]],
  [
    'the root is on a curve that is not supported',
    'unsupported',
    leaf,
    [],
    [{ ...root, curve: '1.3.36.3.3.2.8.1.1.7' }],
  ],
])('%s: %s', async (_what, state, of, between, roots) => {
  expect((await chain(of, between, roots)).state).toBe(state)
})

test('certificates that name each other in a circle end', async () => {
  const a = {
    ...middle,
    subject: ['AU', 'A'] as const,
    issuer: ['AU', 'B'] as const,
    by: middleKey,
    pathLength: 9,
  }
  const b = { ...a, subject: ['AU', 'B'] as const, issuer: ['AU', 'A'] as const }
  const lost = { ...leaf, issuer: ['AU', 'A'] as const, by: middleKey }
  expect((await chain(lost, [a, b], [root])).state).toBe('unknown')
})
