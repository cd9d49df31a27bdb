/** Tests of claims in words: values by their names, whatever stands in the code, on one line each. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratch, type Scratch } from '../test-process.ts'
import { claimLines } from './claims.ts'
import { readValueNames, type ValueNames } from './value-names.ts'

let folder: Scratch
let names: ValueNames

beforeAll(async () => {
  folder = scratch()
  mkdirSync(folder.at('sets'))
  const set = (valueSetId: string, codes: object) =>
    JSON.stringify({ valueSetId, valueSetDate: '2022-11-30', valueSetValues: codes })
  const product = { 'EU/1/20/1528': { display: 'Comirnaty', lang: 'en', active: true } }
  writeFileSync(folder.at('sets/names.json'), set('vaccines-covid-19-names', product))
  writeFileSync(
    folder.at('sets/lab.json'),
    set('covid-19-lab-result', { 260415000: { display: 'Not detected' } }),
  )
  writeFileSync(folder.at('sets/other.json'), '{"title": "no value set"}')
  names = await readValueNames(folder.at('sets'))
})
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

const payload = {
  ver: '1.3.0',
  nam: { fn: 'Musterfrau', fnt: 'MUSTERFRAU' },
  v: [{ mp: 'EU/1/20/1528', ma: 'ORG-100030215', dn: 2 }],
}

test('a DCC is told in words, and codes by their names', () => {
  expect(claimLines({ format: 'hcert', payload }, names, 'en')).toEqual([
    '  schema version: 1.3.0',
    '  surname: Musterfrau',
    '  surname, standardised: MUSTERFRAU',
    '  vaccination 1, product: Comirnaty (EU/1/20/1528)',
    '  vaccination 1, maker: ORG-100030215',
    '  vaccination 1, dose: 2',
  ])
  expect(claimLines({ format: 'hcert', payload }, names, 'zh')[3]).toBe(
    '  接种 1，产品：Comirnaty (EU/1/20/1528)',
  )
})

test('other formats are told by their own names, and nothing in a code moves the cursor', () => {
  const strange = { a: [{ 'b\n': 'x\u001b[2J' }], mp: 'EU/1/20/1528', none: null }
  expect(claimLines({ format: 'shc', payload: strange }, names, 'en')).toEqual([
    '  a.0.b : x [2J',
    '  mp: EU/1/20/1528',
    '  none: null',
  ])
  expect(claimLines({ format: null, payload: null }, names, 'en')).toEqual(['  : null'])
})

test('a folder that is none is the operator’s', async () => {
  await expect(readValueNames(folder.at('missing'))).rejects.toThrow(/missing/)
})
