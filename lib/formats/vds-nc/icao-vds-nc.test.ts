/** Every seal of the corpus icao-vds-nc: whether it parses, whether it holds, and to whose certificate it leads. */
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../encoding/instant.ts'
import { hasCorpora, readBase64Text, readCorpus, toHex } from '../../testing/corpora.ts'
import { backend } from '#backend'
import { sortAuthorities, type Authorities } from '../../trust/authorities.ts'
import type { OtherCredential, Proof } from '../format.ts'
import { vdsNc } from './vds-nc.ts'

interface Case {
  readonly id: string
  readonly text: string
  readonly expected: {
    readonly parse: boolean
    readonly signature?: boolean
    readonly chain?: unknown
  }
  readonly csca: string | null
  readonly clock: string
  readonly reference: { readonly canonicalSha256?: string; readonly dscSubject?: string }
}

const cases = hasCorpora ? (readCorpus('icao-vds-nc/cases.json') as readonly Case[]) : []
const roots: Readonly<Record<string, readonly string[]>> = {
  AUS: ['AUS-16f2', 'AUS-16f5'],
  JPN: ['JPN-e3', 'JPN-e5'],
}

function authoritiesOf(countries: readonly string[]): Authorities {
  return sortAuthorities(
    countries.map((id) => ({
      format: 'vds-nc',
      id,
      name: { zh: id, en: id },
      keys: [],
      roots: (roots[id] ?? []).map((name) =>
        readBase64Text(`icao-vds-nc/csca/${name}.der.b64.txt`),
      ),
      needsChain: false,
      revocations: [],
    })),
  )
}

function read(text: string): OtherCredential {
  const [read] = vdsNc.decode([text])
  if (read === undefined || 'state' in read) throw new Error('not read')
  return read
}

function holdsAt(proof: Proof, clock: string): boolean {
  const now = parseInstant(clock) ?? NaN
  return (
    proof.state === 'genuine' &&
    proof.holds !== null &&
    proof.holds.from <= now &&
    now < proof.holds.until
  )
}

describe.skipIf(!hasCorpora)('the corpus icao-vds-nc', () => {
  const counts = new Map<string, number>()
  test.each(cases)('$id', async ({ text, expected, clock, reference }) => {
    const known = authoritiesOf(['AUS', 'JPN'])
    expect(vdsNc.recognises(text)).toBe(expected.parse)
    if (expected.parse) {
      const seal = read(text)
      expect(toHex(await backend.sha256(seal.signed))).toBe(reference.canonicalSha256)
      const proof = await vdsNc.prove(seal, known)
      counts.set(proof.state, (counts.get(proof.state) ?? 0) + 1)
      if (expected.signature === false) expect(proof.state).toBe('signature-invalid')
      else if (expected.chain === true) {
        expect(proof).toMatchObject({ state: 'genuine', keyUsage: 'allowed' })
        expect(holdsAt(proof, clock)).toBe(true)
        expect(holdsAt(proof, '2031-12-01T00:00:00Z')).toBe(false)
      } else {
        // Another country's certificate, whoever is listed; else a country of which nobody is.
        const isForeign = reference.dscSubject?.includes('C=FR') === true
        expect(proof.state).toBe(isForeign ? 'country-mismatch' : 'issuer-unknown')
      }
    } else counts.set('not recognised', (counts.get('not recognised') ?? 0) + 1)
  })
  test('its figures', () => {
    console.log('icao-vds-nc:', cases.length, 'cases:', Object.fromEntries(counts))
    expect([...counts.values()].reduce((sum, n) => sum + n, 0)).toBe(cases.length)
  })

  test('one root of a country is enough, and the other country is not', async () => {
    for (const [id, country, other] of [
      ['aus-jane-sue', 'AUS', 'JPN'],
      ['jpn-triple-vaccine', 'JPN', 'AUS'],
    ] as const) {
      const seal = read(cases.find((entry) => entry.id === id)?.text ?? '')
      expect(await vdsNc.prove(seal, authoritiesOf([country]))).toMatchObject({ state: 'genuine' })
      expect(await vdsNc.prove(seal, authoritiesOf([other]))).toEqual({ state: 'issuer-unknown' })
      expect(await vdsNc.prove(seal, new Map())).toEqual({ state: 'issuer-unknown' })
    }
  })

  test('doses become facts, and a sequence in quotes is a number', () => {
    const seal = (id: string) => read(cases.find((entry) => entry.id === id)?.text ?? '')
    expect(seal('aus-john-citizen').facts).toEqual([
      {
        id: 'vaccination-0-0',
        kind: 'vaccination',
        fields: { at: '2021-04-02', product: 'AstraZeneca Vaxzevria', dose: 1 },
      },
      {
        id: 'vaccination-1-0',
        kind: 'vaccination',
        fields: { at: '2021-10-03', product: 'Moderna Spikevax', dose: 2 },
      },
    ])
    expect(seal('aus-jane-sue').person).toEqual({
      surname: 'CITIZEN',
      given: 'JANE SUE',
      birthDate: '1961-05-15',
    })
    expect(seal('jpn-triple-vaccine').person?.surname).toBe('MIYAKE SHOTA')
    expect(seal('kde-single-vaccine').facts[0]?.fields['dose']).toBe(1)
    expect(seal('uto-vacc-spec').person?.birthDate).toBeNull()
  })
})
