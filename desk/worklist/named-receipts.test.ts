/** What a collector's receipts say of an appeal's number: one that says it all, several, and none. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCollection } from 'greengate-cli/collect'
import { expect, test } from 'vitest'
import { namedReceipts, toldByReceipts } from './named-receipts.ts'

test('one receipt says what was told, several leave it to the officer, and none leaves it open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-receipts-'))
  const path = join(folder, 'collector.db')
  const collection = await openCollection(path, 'make')
  collection.db.exec(
    `INSERT INTO station (id, name, lastSeen) VALUES (1, 'gate-1', '');
     INSERT INTO segment (id, station, name, lastSeq, head) VALUES (1, 1, 's', 0, zeroblob(32))`,
  )
  const add = collection.db.prepare(
    `INSERT INTO record (segment, seq, format, at, outcome, appeal, clear, leaf, head, received)
     VALUES (1, ?, 'greengate-receipt-1', ?, ?, ?, ?, zeroblob(32), zeroblob(32), ?)`,
  )
  let seq = 0
  const at = '2026-11-26T08:00:00Z'
  const receipt = (appeal: string, outcome: string, ...rules: readonly number[]) => {
    const reasons = rules.map((no) => ({ code: 'rule', rule: { set: 'cn-33', version: 4, no } }))
    const basis = { ruleSet: { id: 'cn-3301', version: 13, sha256: '' } }
    const clear = JSON.stringify({ station: 'gate-1', at, outcome, reasons, basis, appeal })
    add.run(++seq, at, outcome, appeal, clear, at)
  }
  receipt('4829137059', 'stop', 7)
  receipt('0000000793', 'check')
  receipt('1111111116', 'stop', 7, 9)
  receipt('2222222222', 'invalid')
  receipt('3333333333', 'stop', 7)
  receipt('3333333333', 'check')
  collection[Symbol.dispose]()

  const told = async (number: string) => toldByReceipts(await namedReceipts(path, number))
  expect(await namedReceipts(path, '4829137059')).toEqual([
    { station: 'gate-1', at, outcome: 'stop', ruleSet: 'cn-33', version: 4, rule: 7 },
  ])
  expect(await told('4829137059')).toEqual({
    ...{ outcome: 'stop', ruleSet: 'cn-33', version: 4, rule: 7 },
  })
  const inForce = { ruleSet: 'cn-3301', version: 13 }
  expect(await told('0000000793')).toEqual({ outcome: 'check', ...inForce, rule: 0 })
  expect(await told('1111111116')).toEqual({ outcome: 'stop', ...inForce })
  expect(await told('2222222222')).toEqual({})
  expect(await namedReceipts(path, '3333333333')).toHaveLength(2)
  expect(await told('3333333333')).toEqual({})
  expect(await told('9999999999')).toEqual({})
  rmSync(folder, { recursive: true })
})
