/** After its period no claim is in the file, not in its log and not between its pages; what was done is still written. */
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assessTouched } from '../assessing/assess-touched.ts'
import { hangzhou, rulesOfSets } from '../assessing/test-desk.ts'
import { readAudit } from '../audit/read-audit.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { openHeldMatters } from '../worklist/open-matter.ts'
import { personById } from '../people/find-person.ts'
import { matters, readMatter } from '../worklist/read-matter.ts'
import { monday, openOffice, type Office } from '../worklist/test-office.ts'
import { eraseAccount } from './erase-account.ts'
import { keep } from './keep.ts'
import { checkPeriods, defaultPeriods } from './periods.ts'

let office: Office
beforeEach(() => {
  office = openOffice()
})
afterEach(() => {
  office[Symbol.dispose]()
})

const day = 86_400
const start = monday.getTime() / 1000
const at = (days: number) => new Date((start + days * day) * 1000)

/** What stands in the file and beside it. */
const bytes = (): string =>
  ['', '-wal']
    .map((ending) => `${office.store.path}${ending}`)
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('')

/** Two of everything that has an age: an old one, and one of 20 days later. */
const fill = (): void => {
  const { db } = office.store
  const rows = Array.from({ length: 400 }, (_, n) => {
    const [age, word] = n % 2 === 0 ? [0, 'Old'] : [20, 'New']
    const [from, id] = [start + age * day, String(n)]
    return `
      INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state, digest, stated, signature)
        VALUES ('cdc', 'f${id}', 'symptom', 'an', ${from}, ${from}, '{"at":"Fact${word}${id}"}', 'good', x'00', NULL, 'Sign${word}');
      INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state, stated)
        VALUES ('cdc', 'h${id}', 'contact', NULL, ${from}, ${from}, '{"at":"Held${word}"}', 'held', '{"number":"Number${word}"}');
      INSERT INTO code VALUES (x'${Buffer.from(id.padStart(8, '0')).toString('hex')}', 'an', 'app', 'Holder${word}', 'Key${word}', 'hz', '2020-03', ${id},
        ${from}, ${from + day}, 'stop', 7, 2, 'Text${word}', 'Opening${word}', 'good', NULL);
      INSERT INTO remark (source, id, at, state, reason, record) VALUES ('cdc', 'r', ${from}, 'conflict', 'x', 'Remark${word}');
      INSERT INTO session (hash, account, createdAt, seenAt, endsAt) VALUES (x'${id.padStart(8, '0')}', 'a1', 0, 0, ${from});`
  })
  db.exec(`BEGIN;${rows.join('')}COMMIT`)
}
const claims = (word: string) =>
  ['Fact', 'Sign', 'Held', 'Number', 'Holder', 'Key', 'Text', 'Opening', 'Remark'].map(
    (what) => what + word,
  )
const found = (words: readonly string[]) => {
  const all = bytes()
  return words.filter((word) => all.includes(word))
}

test.each([true, false])(
  'what is past its period is in no byte of the file (compacted: %s)',
  (isCompacted) => {
    fill()
    expect(found(claims('Old'))).toEqual(claims('Old'))
    const periods = {
      ...defaultPeriods,
      held: { days: 14, reason: 'x' },
      remarks: { days: 14, reason: 'x' },
    }
    const kept = keep(office.store, at(16), periods, { isCompacted })
    expect(kept).toMatchObject({ codes: 200, held: 201, remarks: 200, sessions: 200 })
    expect(found(claims('Old'))).toEqual([])
    expect(found(claims('New'))).toEqual(claims('New'))
    const rows = office.store.db.prepare("SELECT count(*) AS n FROM fact WHERE id LIKE 'f%'").get()
    expect(rows?.['n']).toBe(400)
    expect(office.touched()).toEqual(['an'])
    expect(keep(office.store, at(16), periods)).toMatchObject({ codes: 0, facts: 0, held: 0 })
  },
)

test('what was written in a decided matter goes, and who decided what stays', () => {
  const mine = office.ask({ text: 'My private words' })
  const decided = office.agree(office.propose(mine, 'o1', { do: 'refuse' }), 'o2')
  const undecided = office.ask({ text: 'My other words' })
  keep(office.store, at(200), defaultPeriods)
  expect(found(['My private words', 'My other words'])).toEqual(['My other words'])
  const { acts, state, text } = readMatter(office.store, decided.id)
  expect([state, text, ...acts.map(({ what, officer }) => `${what} ${officer}`)]).toEqual([
    'refused',
    undefined,
    'proposed o1',
    'agreed o2',
  ])
  expect(readMatter(office.store, undecided.id).text).toBe('My other words')
  expect(verifyAudit(readAudit(office.store)).fault).toBeUndefined()
})

test('a record that nobody claimed ends with its matter, and whoever it was about is assessed again', () => {
  office.store.db.exec(
    `UPDATE fact SET takenAt = ${String(start)}, stated = '{"hold":"other-name","about":"cy"}' WHERE id = 's1'`,
  )
  keep(office.store, at(29), { ...defaultPeriods, people: { days: 1, reason: 'x' } })
  expect(personById(office.store, 'cy')?.id).toBe('cy')
  openHeldMatters(office.store, office.moment)
  keep(office.store, at(31), { ...defaultPeriods, people: { days: 20_000, reason: 'x' } })
  expect(matters(office.store, { kind: 'held-fact' }).map(({ state }) => state)).toEqual([
    'withdrawn',
  ])
  expect(office.facts()).toContain('cdc s1  refused')
  expect(office.touched()).toContain('cy')
})

test('who has left and of whom nothing is known is forgotten', () => {
  keep(office.store, at(400), defaultPeriods)
  // Somebody acts for an and bo; nobody for cy.
  expect(found(['AN00001', 'BO00001', 'CY00001', 'Cy San'])).toEqual(['AN00001', 'BO00001'])
  expect(['an', 'cy'].map((id) => personById(office.store, id)?.id)).toEqual(['an', undefined])
})

test('who was forgotten is assessed no more, though everybody is', async () => {
  const { store } = office
  keep(store, at(400), defaultPeriods)
  const now = at(401).getTime() / 1000
  const rules = rulesOfSets([{ from: now, set: hangzhou('14') }])
  await assessTouched({ store, rules }, now)
  const rows = store.db.prepare('SELECT person FROM standing ORDER BY person').all()
  expect(rows.map(({ person }) => person)).toEqual(['an', 'bo'])
})

test('an account is erased, but not that of an officer, nor before its matters are decided', () => {
  const mine = office.ask()
  expect(eraseAccount(office.store, 'a1', monday)).toBe(false)
  office.agree(office.propose(mine, 'o1', { do: 'refuse' }), 'o2')
  expect(eraseAccount(office.store, 'a1', monday)).toBe(true)
  expect(eraseAccount(office.store, 'a1', monday)).toBe(false)
  // By a3 it is known that o3 may not decide about an.
  expect(eraseAccount(office.store, 'a3', monday)).toBe(false)
  expect(() => office.ask()).toThrow(expect.objectContaining({ code: 'ERR_DESK_MATTER_FORBIDDEN' }))
})

test('every period has its reason', () => {
  expect(() => checkPeriods(defaultPeriods)).not.toThrow()
  for (const wrong of [
    { days: 0, reason: 'x' },
    { days: 1.5, reason: 'x' },
    { days: 1, reason: ' ' },
  ]) {
    expect(() => keep(office.store, monday, { ...defaultPeriods, codes: wrong })).toThrow(TypeError)
  }
})
