/** The ledger keeps what an hour of measuring gave, and says what is of an older build. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLedger, toldOf, withRow, writeLedger, type LedgerRow } from './ledger.ts'

const row = (build: string, full: boolean, name = 'a'): LedgerRow => ({
  ...{ name, section: 'codes', full, build, date: '2026-11-26', machine: 'm', node: 'v24' },
  ...{ seconds: 1, rows: [], figures: {}, said: '', isMissed: false },
})
const told = (rows: readonly LedgerRow[], build: string) =>
  toldOf(rows, 'a', build).map(
    ({ row: { full }, isOlder }) => `${isOlder ? 'older ' : ''}${full ? 'full' : 'quick'}`,
  )
const ledgerOf = (...rows: readonly LedgerRow[]) => rows.reduce<readonly LedgerRow[]>(withRow, [])

test('a quick run never replaces what was measured in full', () => {
  const rows = ledgerOf(row('new', true), row('new', false))
  expect(told(rows, 'new')).toEqual(['full'])
  expect(rows.filter(({ full }) => full)).toHaveLength(1)
})

test('a full figure of an older build stands beside the quick one of this build', () => {
  expect(told(ledgerOf(row('old', true), row('new', false)), 'new')).toEqual([
    'quick',
    'older full',
  ])
})

test('a full figure of this build takes the place of all that is older, and of its quick one', () => {
  const rows = ledgerOf(row('old', true), row('new', false), row('new', true))
  expect(rows).toEqual([row('new', true)])
})

test('what only older builds gave is told and marked', () => {
  expect(told(ledgerOf(row('old', true), row('old', false, 'b')), 'new')).toEqual(['older full'])
})

test('a benchmark replaces its own row and no other', () => {
  const rows = ledgerOf(row('old', false, 'b'), row('old', false), row('new', false))
  expect(rows.map(({ name, build }) => `${name} ${build}`)).toEqual(['a new', 'b old'])
})

test('the ledger is written whole, and a broken one is not taken for an empty one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-ledger-'))
  try {
    const path = join(folder, 'results.json')
    expect(readLedger(path)).toEqual([])
    writeLedger([row('new', true)], path)
    expect(readLedger(path)).toEqual([row('new', true)])
    expect(() => readLedger(folder)).toThrow('EISDIR')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
