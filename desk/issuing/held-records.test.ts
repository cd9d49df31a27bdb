/** While a record is held about somebody: what a gate makes of their codes, and what becomes of it when two have decided. */
import { stateOf } from 'greengate-cli/status'
import { expect, test } from 'vitest'
import { settleHeld } from '../facts/change-fact.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import { decided } from '../facts/test-decided.ts'
import { recordPerson } from '../people/record-person.ts'
import { codeOf, makeCode } from './make-code.ts'
import type { CodeRow } from './made-code.ts'
import { numbers, openAuthority, openTestDesk, start } from './test-desk.ts'

test('a record under another name leaves nobody a green code, until two officers say whose it is', async () => {
  using authority = await openAuthority()
  const at = await openTestDesk(authority)
  const { store, rules } = at.desk
  at.test(numbers.lin)
  const id = recordPerson(
    store,
    { idType: 'cn-resident-id', number: numbers.lin, name: '林薇', identity: 'declared' },
    start,
  ).id
  const green = await makeCode(at.desk, id, { class: 'app', cause: 'applied' }, start)
  const standing = (): unknown[] =>
    Object.values(store.db.prepare('SELECT outcome, rule FROM standing').get() ?? {})
  await at.desk.idle()
  expect(standing()).toEqual(['pass', 1])
  const person = { idType: 'cn-resident-id', number: numbers.lin, name: '林微' }
  const stateOfCode = (cti: string): string => {
    const row = store.db.prepare('SELECT * FROM code WHERE cti = ?').get(Buffer.from(cti, 'hex'))
    const { issuer, month, statusIndex: index } = row as unknown as CodeRow
    return stateOf(at.desk.statusStore, { issuer, month, index })
  }
  const fields = { at: '2020-02-28', closeness: 'close' }
  const hold = (name: string): void => {
    const record = {
      id: name,
      kind: 'contact',
      person,
      recordedAt: instantOf(start),
      fields,
    }
    takeFacts(store, 'all', [record], start, { types: rules.types })
    at.desk.wake()
  }
  const settle = (name: string, decision: 'assign' | 'drop'): void => {
    const { seq } = store.db.prepare('SELECT seq FROM fact WHERE id = ?').get(name)!
    decided(store, { do: decision, fact: { source: 'all', id: name }, person: id })
    settleHeld(
      store,
      seq as number,
      decision === 'drop' ? { refused: true } : { person: id },
      start,
    )
    at.desk.wake()
  }
  hold('a')
  await at.desk.idle()
  expect([stateOfCode(green.cti), standing()]).toEqual(['revoked', ['check', 0]])
  const bare = (await codeOf(at.desk, id, undefined, start))!
  expect([bare.outcome, bare.rule]).toEqual(['check', undefined])
  expect(await at.gate(bare.text)).toMatchObject({ reasons: [{ code: 'fact-missing' }] })
  settle('a', 'drop')
  await at.desk.idle()
  expect(standing()).toEqual(['pass', 1])
  hold('b')
  takeFacts(store, 'all', [{ id: 'c', recordedAt: instantOf(start), retracts: 'b' }], start, {
    types: rules.types,
  })
  at.desk.wake()
  await at.desk.idle()
  expect(standing()).toEqual(['pass', 1])
  hold('d')
  settle('d', 'assign')
  await at.desk.idle()
  expect(standing()).toEqual(['stop', 7])
  await at.desk.close()
})
