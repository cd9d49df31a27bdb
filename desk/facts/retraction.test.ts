/** What one source may do to what another stated: nothing. */
import { expect, test } from 'vitest'
import { addSource, numberOf, temporaryStore, types } from '../assessing/test-desk.ts'
import { takeFacts } from './take-facts.ts'

const now = Date.parse('2020-03-18T21:30:00Z') / 1000

test('a source neither changes nor takes back what another stated, by whatever id it names', () => {
  const store = temporaryStore()
  addSource(store, 'dept', ['contact'])
  addSource(store, 'other', ['contact'])
  const record = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    kind: 'contact',
    recordedAt: '2020-03-18T20:00:00Z',
    person: { idType: 'cn-resident-id', number: numberOf(1) },
    fields: { at: '2020-03-17', closeness: 'close' },
    ...more,
  })
  const take = (source: string, ...records: readonly unknown[]) =>
    takeFacts(store, source, records, now, { types: types.types }).answers
  take('dept', record('a'))
  const takesBack = ['a', 'dept:a', 'dept\u0000a', '*'].map((retracts, n) =>
    record(`r${String(n)}`, { retracts }),
  )
  const changes = record('a', { fields: { at: '2020-03-16', closeness: 'secondary' } })
  expect(take('other', changes, ...takesBack)[0]).toMatchObject({ state: 'taken' })
  const stated = store.db.prepare("SELECT state, fields FROM fact WHERE source = 'dept'").all()
  expect(stated).toMatchObject([{ state: 'good' }])
  expect(String(stated[0]?.['fields'])).toContain('"close"')
})
