/** An office to try the worklist with: people, family, officers, records, all through the store's own doors. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Vocabulary } from 'greengate/rules'
import { openStore, type DeskStore } from '../store/open-store.ts'
import { agree, propose, type OfficersAct } from './decide.ts'
import { defaultTerms } from './due-at.ts'
import type { Matter, Proposal } from './matter.ts'
import { openMatter, type Asked, type Moment } from './open-matter.ts'

/** Monday, eight in the morning in the zone of the office. */
export const monday = new Date('2020-03-02T00:00:00Z')

/** Fact types enough to add a test and a contact. */
export const types: Vocabulary['types'] = new Map([
  [
    'test',
    {
      labels: { zh: '检测', en: 'test' },
      fields: new Map([
        ['sampledAt', { type: 'instant' }],
        ['result', { type: 'enumeration', values: ['negative', 'positive'] }],
      ]),
    },
  ],
  [
    'contact',
    { labels: { zh: '接触', en: 'contact' }, fields: new Map([['at', { type: 'instant' }]]) },
  ],
  [
    'order',
    { labels: { zh: '指令', en: 'order' }, fields: new Map([['outcome', { type: 'text' }]]) },
  ],
]) as unknown as Vocabulary['types']

/**
 * People an, bo and cy; an's own account is a1; officers o1 to o3 decide, o4 sits at the counter, o5 left; o3 is an's
 * mother, by the sign-in of account a3. A contact (c1) and a test (t1) of an; a stray that names nobody (s1).
 */
export interface Office extends Disposable {
  readonly store: DeskStore
  readonly moment: Moment
  /** Of an, about the contact. */
  ask(asked?: Partial<Asked>): Matter
  act(matter: Matter, officer: string, text?: string): OfficersAct & { types: Vocabulary['types'] }
  propose(matter: Matter, officer: string, proposal: Proposal): Matter
  /** To what is proposed now. */
  agree(matter: Matter, officer: string): Matter
  /** Of all records whose they are and whether they count, and whom something touched. */
  facts(): readonly string[]
  touched(): readonly string[]
}

/** Opens one. */
export function openOffice(): Office {
  const folder = mkdtempSync(join(tmpdir(), 'desk-office-'))
  const store = openStore(join(folder, 'desk.db'))
  store.db.exec('PRAGMA synchronous = OFF')
  store.db.exec(people)
  let drawn = 0
  const moment: Moment = {
    now: monday,
    random: (length) => new Uint8Array(length).fill(++drawn),
    terms: { ...defaultTerms, most: 1000 },
  }
  const act: Office['act'] = (matter, officer, text = 'as found') => ({
    ...{ matter: matter.id, officer, text, now: monday, random: moment.random, types },
  })
  return {
    store,
    moment,
    act,
    ask: (asked = {}) =>
      openMatter(
        store,
        {
          person: 'an',
          by: { account: 'a1' },
          subject: { kind: 'correction', wish: 'not-mine', fact: contact },
          text: 'I was not there',
          ...asked,
        },
        moment,
      ),
    propose: (matter, officer, proposal) => propose(store, act(matter, officer), proposal),
    agree: (matter, officer) =>
      agree(store, { ...act(matter, officer), proposal: lastProposal(matter) }),
    facts: () =>
      store.db
        .prepare('SELECT source, id, person, state FROM fact ORDER BY source, id')
        .all()
        .map((row) => [row['source'], row['id'], row['person'], row['state']].join(' ')),
    touched: () =>
      store.db
        .prepare('SELECT person FROM touched ORDER BY person')
        .all()
        .map((row) => String(row['person'])),
    [Symbol.dispose]() {
      store[Symbol.dispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

/** `seq` of what was proposed last. */
export function lastProposal({ acts }: Matter): number {
  return acts.findLast(({ what }) => what === 'proposed')?.seq ?? 0
}

export const contact = { source: 'cdc', id: 'c1' } as const
export const stray = { source: 'cdc', id: 's1' } as const

const people = `
INSERT INTO person VALUES ('an', 'passport', 'AN00001', 'An Yi', '1990-01-01', 'verified', 0),
  ('bo', 'passport', 'BO00001', 'Bo Er', '1990-01-01', 'verified', 0),
  ('cy', 'passport', 'CY00001', 'Cy San', '1990-01-01', 'verified', 0);
INSERT INTO account VALUES ('a1', 'dev', 'an', 0), ('a2', 'dev', 'bo', 0), ('a3', 'dev', 'mother', 0);
INSERT INTO guardian VALUES ('a1', 'an', 'self', 0, NULL), ('a2', 'bo', 'self', 0, NULL),
  ('a3', 'an', 'child', 0, NULL);
INSERT INTO officer VALUES ('o1', 'dev', 'officer1', 'One', '["worklist"]', 1),
  ('o2', 'dev', 'officer2', 'Two', '["worklist","audit"]', 1), ('o3', 'dev', 'mother', 'Three', '["worklist"]', 1),
  ('o4', 'dev', 'officer4', 'Four', '["counter"]', 1), ('o5', 'dev', 'officer5', 'Five', '["worklist"]', 0);
INSERT INTO source (id, zh, en, states, covers, regions, since)
  VALUES ('cdc', '疾控', 'cdc', '["contact","test"]', '["contact"]', '["*"]', 0);
INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state) VALUES
  ('cdc', 'c1', 'contact', 'an', 0, 0, '{"at":"2020-02-20T00:00:00Z"}', 'good'),
  ('cdc', 't1', 'test', 'an', 0, 0, '{"result":"negative"}', 'good'),
  ('cdc', 's1', 'contact', NULL, 0, 0, '{"at":"2020-02-21T00:00:00Z"}', 'held');
INSERT INTO standing (person, outcome, rule, ruleSet, version, assessedAt) VALUES ('an', 'stop', 7, 'demo-hz', 2, 0);
`
