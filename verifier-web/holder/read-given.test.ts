/** Tests of sorting what is given: a challenge, a request, a code, an opening by itself or beside its code. */
import { describe, expect, test } from 'vitest'
import { readOpening } from './opening.ts'
import { readChallenge, readGiven } from './read-given.ts'

const opening = {
  format: 'greengate-opening-1',
  facts: [
    {
      id: 't1',
      kind: 'test',
      source: 'lab',
      recordedAt: '2026-03-01T00:00:00Z',
      fields: { result: 'negative' },
    },
  ],
  covers: [{ kind: 'test', until: '2026-03-01T00:00:00Z' }],
  assessment: {
    outcome: 'pass',
    ruleSet: 'demo-hz',
    version: 2,
    rule: 1,
    assessedAt: '2026-03-01T00:00:00Z',
  },
  salt: 'AAECAwQFBgcICQoLDA0ODw',
}

test('16 to 64 bytes of base64url are a challenge, and nothing else is', () => {
  expect(readChallenge('AAECAwQFBgcICQoLDA0ODw')).toEqual(
    Uint8Array.from({ length: 16 }, (_, i) => i),
  )
  expect(readChallenge('A'.repeat(86))).toHaveLength(64)
  for (const text of [
    // 15 bytes, 65 bytes, bits that are left over, a character that is none, no bytes at all.
    'AAECAwQFBgcICQoLDA0O',
    'A'.repeat(87),
    'AAECAwQFBgcICQoLDA0ODx',
    'AAECAwQFBgcICQoLDA0OD+',
    'A'.repeat(25),
  ])
    expect(readChallenge(text)).toBeUndefined()
})

test('texts are sorted; the spaces of a code are its own', () => {
  expect(readGiven('\nAAECAwQFBgcICQoLDA0ODw \n').kind).toBe('challenge')
  expect(readGiven('GGR1:AAA').kind).toBe('request')
  expect(readGiven('GG1:ABC \r\n')).toEqual({ kind: 'code', text: 'GG1:ABC ' })
  expect(readGiven('{"verifiableCredential":[]}').kind).toBe('code')
  expect(readGiven('{ not JSON').kind).toBe('code')
})

test('an opening comes by itself, or beside its code as JSON or as text', () => {
  expect(readGiven(JSON.stringify(opening))).toEqual({ kind: 'opening', opening })
  const code = { kind: 'code', text: 'GG1:ABC', opening }
  expect(readGiven(JSON.stringify({ text: 'GG1:ABC', opening }))).toEqual(code)
  const asText = { text: 'GG1:ABC', opening: JSON.stringify(opening) }
  expect(readGiven(JSON.stringify(asText))).toEqual(code)
  expect(readGiven('{"text":"GG1:ABC","opening":7}')).toEqual({ kind: 'code', text: 'GG1:ABC' })
})

describe('an opening is refused', () => {
  test.each([
    ['of another format', { format: 'greengate-opening-2' }],
    ['without a salt', { salt: undefined }],
    ['with a salt of another length', { salt: 'AAEC' }],
    ['with facts that are none', { facts: [{ id: 't1' }] }],
    ['without coverage', { covers: undefined }],
    ['without an assessment', { assessment: null }],
  ])('%s', (_what, differs) => {
    expect(readOpening({ ...opening, ...differs })).toBeUndefined()
  })
})
