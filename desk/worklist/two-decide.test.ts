/** Nothing that officers do, in whatever order, and no statement of SQL changes a fact without two of them in office. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DeskError } from '../desk-error.ts'
import { moveFact, retractFact, settleHeld } from '../facts/change-fact.ts'
import { agree, disagree, note, propose } from './decide.ts'
import type { Matter, Proposal } from './matter.ts'
import { openHeldMatters } from './open-matter.ts'
import { matters, readMatter } from './read-matter.ts'
import { contact, lastProposal, monday, openOffice, stray, type Office } from './test-office.ts'
import { withdraw } from './withdraw.ts'

let office: Office
beforeEach(() => {
  office = openOffice()
})
afterEach(() => {
  office[Symbol.dispose]()
})

const proposals: readonly Proposal[] = [
  { do: 'retract', fact: contact },
  { do: 'move', fact: contact, person: 'bo' },
  { do: 'assign', fact: stray, person: 'an' },
  { do: 'assign', fact: stray, person: 'cy' },
  { do: 'drop', fact: stray },
  { do: 'refuse' },
]

/** Opens a correction of an and the matter of the stray, so that acts have their numbers: 1 and 2. */
const opened = (): readonly Matter[] => {
  const mine = office.ask()
  openHeldMatters(office.store, office.moment)
  return [mine, ...matters(office.store, { kind: 'held-fact' })]
}

type Step =
  | {
      readonly does: 'propose' | 'agree' | 'disagree' | 'note'
      readonly by: string
      readonly matter: number
      readonly which: number
    }
  | {
      readonly does: 'withdraw' | 'leave' | 'come-back' | 'lose-role'
      readonly by: string
      readonly matter: number
      readonly which: number
    }

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    'propose',
    'propose',
    'agree',
    'agree',
    'agree',
    'disagree',
    'note',
    'withdraw',
    'leave',
    'come-back',
    'lose-role',
  ),
  by: fc.constantFrom('o1', 'o1', 'o2', 'o2', 'o3', 'o4', 'o5'),
  matter: fc.constantFrom(0, 1),
  which: fc.nat(proposals.length - 1),
})

const take = ({ does, by, matter: at, which }: Step, all: readonly Matter[]): void => {
  const { store } = office
  const matter = readMatter(store, all[at]!.id)
  const act = { ...office.act(matter, by), proposal: lastProposal(matter) }
  const officer = (set: string) =>
    store.db.prepare(`UPDATE officer SET ${set} WHERE id = ?`).run(by)
  if (does === 'propose') propose(store, act, proposals[which]!)
  if (does === 'agree') agree(store, act)
  if (does === 'disagree') disagree(store, act)
  if (does === 'note') note(store, act)
  if (does === 'withdraw') withdraw(store, matter.id, 'a1', monday)
  if (does === 'leave') officer('isActive = 0')
  if (does === 'come-back') officer(`isActive = 1, roles = '["worklist"]'`)
  if (does === 'lose-role') officer(`roles = '["counter"]'`)
}

/** In office now, by a look of the test's own. */
const inOffice = (officer: string | undefined): boolean =>
  office.store.db
    .prepare('SELECT isActive, roles FROM officer WHERE id = ?')
    .all(officer ?? null)
    .some(({ isActive, roles }) => isActive === 1 && String(roles).includes('worklist'))

test('no sequence of acts changes a fact but one that ends with two who are in office', () => {
  let changes = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
      office[Symbol.dispose]()
      office = openOffice()
      const all = opened()
      for (const each of steps) {
        const before = office.facts().join()
        try {
          take(each, all)
        } catch (error) {
          if (!(error instanceof DeskError)) throw error
        }
        if (office.facts().join() === before) continue
        changes++
        const { acts, state, person } = readMatter(office.store, all[each.matter]!.id)
        const [proposed, agreed] = acts.filter(({ what }) => what !== 'noted').slice(-2)
        expect([each.does, state === 'granted' || state === 'refused']).toEqual(['agree', true])
        expect([proposed?.what, agreed?.what]).toEqual(['proposed', 'agreed'])
        expect(proposed?.officer).not.toBe(agreed?.officer)
        expect([proposed?.officer, agreed?.officer].every(inOffice)).toBe(true)
        const about = JSON.stringify([person, proposed?.proposal])
        // o3 is an's mother.
        if (about.includes('"an"')) expect([proposed?.officer, agreed?.officer]).not.toContain('o3')
      }
    }),
    { numRuns: 60 },
  )
  expect(changes).toBeGreaterThan(3)
})

test.each<[string, () => unknown]>([
  ['taken back', () => retractFact(office.store, 1, 0)],
  ['moved', () => moveFact(office.store, 1, 'bo', 0)],
  ['given to somebody', () => settleHeld(office.store, 3, { person: 'bo' }, 0)],
  ['dropped', () => settleHeld(office.store, 3, { refused: true }, 0)],
])('a record is not %s by the function alone', (_what, change) => {
  opened()
  const before = office.facts()
  expect(change).toThrow()
  expect(office.facts()).toEqual(before)
})

const act = (
  what: string,
  officer: string | null,
  detail = '{"do":"retract","fact":{"source":"cdc","id":"c1"}}',
) =>
  `INSERT INTO matterAct (matter, what, officer, at, detail) SELECT id, '${what}', ${officer === null ? 'NULL' : `'${officer}'`}, 0, '${detail}' FROM matter WHERE kind = 'correction'`
const state = (to: string) => `UPDATE matter SET state = '${to}' WHERE kind = 'correction'`
const proposed = [act('proposed', 'o1'), state('proposed')]

test.each<[string, readonly string[]]>([
  ['a decision without acts', [state('granted')]],
  ['a decision on a proposal', [...proposed, state('granted')]],
  ['agreeing without a proposal', [state('proposed'), act('agreed', 'o2')]],
  ['agreeing with oneself', [...proposed, act('agreed', 'o1')]],
  ['agreeing as nobody', [...proposed, act('agreed', null)]],
  ['proposing as nobody', [act('proposed', null)]],
  ['agreeing out of office', [...proposed, act('agreed', 'o5')]],
  ['agreeing from the counter', [...proposed, act('agreed', 'o4')]],
  ['agreeing about one’s child', [...proposed, act('agreed', 'o3')]],
  ['proposing about one’s child', [act('proposed', 'o3')]],
  [
    'agreeing to who left since',
    [...proposed, "UPDATE officer SET isActive = 0 WHERE id = 'o1'", act('agreed', 'o2')],
  ],
  ['agreeing after a disagreement', [...proposed, act('disagreed', 'o2'), act('agreed', 'o2')]],
  [
    'agreeing after a withdrawal',
    [...proposed, act('withdrawn', null), state('withdrawn'), act('agreed', 'o2')],
  ],
  [
    'two subjects in one officer',
    ["INSERT INTO officer VALUES ('o7', 'dev', 'officer1', 'x', '[\"worklist\"]', 1)"],
  ],
  [
    'coming back under another id',
    [...proposed, "UPDATE officer SET subject = 'gone' WHERE id = 'o1'"],
  ],
  [
    'another id for the same officer',
    [...proposed, "UPDATE officer SET id = 'o7' WHERE id = 'o1'"],
  ],
  ['an officer who never was', ["DELETE FROM officer WHERE id = 'o5'"]],
  [
    'an officer in place of another',
    ["INSERT OR REPLACE INTO officer VALUES ('o5', 'dev', 'x', 'x', '[\"worklist\"]', 1)"],
  ],
  ['another proposer', [...proposed, "UPDATE matterAct SET officer = 'o2'"]],
  [
    'another proposer by replacing',
    [
      ...proposed,
      "INSERT OR REPLACE INTO matterAct SELECT seq, matter, what, 'o2', at, detail FROM matterAct",
    ],
  ],
  ['no acts', [...proposed, 'DELETE FROM matterAct']],
  ['another subject', ["UPDATE matter SET subject = '{}'"]],
  ['another person', ["UPDATE matter SET person = 'bo'"]],
  ['a matter in place of another', ['INSERT OR REPLACE INTO matter SELECT * FROM matter']],
  [
    'a matter that was decided from the start',
    ["INSERT INTO matter VALUES ('m', 'appeal', 'an', 'desk', 0, 0, 'granted', '{}')"],
  ],
  ['another text', ['UPDATE matterText SET body = 1']],
  ['no text while it is open', ['DELETE FROM matterText']],
  ['a record taken back', ["UPDATE fact SET state = 'retracted' WHERE id = 'c1'"]],
  [
    'a record taken back by a proposal',
    [...proposed, "UPDATE fact SET state = 'retracted' WHERE id = 'c1'"],
  ],
  ['a record of somebody else', ["UPDATE fact SET person = 'bo' WHERE id = 'c1'"]],
  [
    'a record that is held no more',
    ["UPDATE fact SET person = 'bo', state = 'good' WHERE id = 's1'"],
  ],
  [
    'other fields',
    ['UPDATE fact SET fields = \'{"at":"2019-01-01T00:00:00Z"}\' WHERE id = \'c1\''],
  ],
  ['another kind', ["UPDATE fact SET kind = 'test' WHERE id = 'c1'"]],
  ['a record gone', ["DELETE FROM fact WHERE id = 'c1'"]],
  [
    'a record in place of another',
    [
      "INSERT OR REPLACE INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state) VALUES ('cdc', 'c1', 'contact', 'an', 0, 0, '{}', 'good')",
    ],
  ],
  [
    'a record of the office',
    [
      "INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES ('office', '', '', '[]', '[]', '[]', 0)",
      "INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state) VALUES ('office', 'x', 'test', 'an', 0, 0, '{}', 'good')",
    ],
  ],
  [
    'an order without a document',
    [
      "INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state) VALUES ('cdc', 'o1', 'order', 'an', 0, 0, '{\"outcome\":\"stop\"}', 'good')",
    ],
  ],
  ['a stop without a rule', ["UPDATE standing SET outcome = 'stop', rule = 0"]],
])('no SQL makes %s', (_what, statements) => {
  opened()
  const before = office.facts()
  const { db } = office.store
  for (const sql of statements.slice(0, -1)) db.exec(sql)
  expect(() => db.exec(statements.at(-1)!)).toThrow(
    expect.objectContaining({ code: 'ERR_SQLITE_ERROR' }),
  )
  expect(office.facts()).toEqual(before)
})

test('the same statements by two who may do it are a decision', () => {
  opened()
  for (const sql of [...proposed, act('agreed', 'o2'), state('granted')]) office.store.db.exec(sql)
  expect(retractFact(office.store, 1, 0)).toBe(true)
})
