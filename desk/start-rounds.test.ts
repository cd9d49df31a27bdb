/** What is done by the clock goes on for all others, whatever lies in one source's folder. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addSource, numberOf, temporaryStore, types } from './assessing/test-desk.ts'
import { startRounds } from './start-rounds.ts'
import { defaultTerms } from './worklist/due-at.ts'

test('a folder that cannot be read keeps neither other sources waiting nor new rules', async () => {
  using store = temporaryStore()
  for (const id of ['bad', 'good']) addSource(store, id, [])
  const folder = mkdtempSync(join(tmpdir(), 'greengate-drop-'))
  writeFileSync(join(folder, 'file'), '')
  const now = new Date('2020-03-18T21:30:00Z')
  const person = { idType: 'cn-resident-id', number: numberOf(1) }
  const record = { id: 'a', kind: 'contact', recordedAt: '2020-03-18T20:00:00Z', person }
  writeFileSync(join(folder, 'a.ndjson'), JSON.stringify(record))
  const logged: string[] = []
  const surroundings = {
    now: () => now,
    random: (length: number) => new Uint8Array(length),
    log: (line: string) => logged.push(line),
  }
  const rules = { ruleSet: 'x', versions: [], types: types.types }
  const folders = [
    { source: 'bad', folder: join(folder, 'file', 'inside') },
    { source: 'good', folder },
  ]
  await new Promise<void>((resolve) => {
    const rounds = startRounds(
      { store, rules, surroundings, wake: () => undefined, takeBundle: () => undefined },
      {
        settings: {
          ...{ folders, surroundings },
          publisher: {
            bundle: undefined,
            refresh: async () => {
              setImmediate(() => void rounds.close().then(resolve))
              await Promise.resolve()
            },
          },
        },
        terms: defaultTerms,
      },
    )
  })
  expect(store.db.prepare('SELECT source FROM fact').all()).toEqual([{ source: 'good' }])
  expect(logged.some((line) => line.includes('bad') && line.includes('ENOTDIR'))).toBe(true)
})
