/** Assessing whom a change touched, held against assessing everybody. */
import { assess } from 'greengate/issue'
import type { RuleSet } from 'greengate/rules'
import { expect, test } from 'vitest'
import { inForce } from '../current-rules.ts'
import { takeCoverage } from '../facts/coverage.ts'
import { declare } from '../facts/declare.ts'
import { factsOf } from '../facts/facts-of.ts'
import { instantOf } from '../facts/read-time.ts'
import { takeFacts } from '../facts/take-facts.ts'
import type { DeskStore } from '../store/open-store.ts'
import { assessTouched, changeVersion, type Assessed } from './assess-touched.ts'
import { changeSet, draws } from './test-changes.ts'
import {
  addPeople,
  addSource,
  hangzhou,
  numberOf,
  recordsOf,
  rulesOfSets,
  temporaryStore,
  types,
} from './test-desk.ts'

const start = Date.parse('2020-03-18T21:30:00Z') / 1000
const hour = 3600
const kinds = [...types.types.keys()]
const byHolder = ['checkin', 'symptom']

interface Row {
  readonly person: string
  readonly outcome: string
  readonly rule: number
  readonly version: number
  readonly holdsUntil: number | null
}

const standings = ({ db }: DeskStore): readonly Row[] =>
  db.prepare('SELECT * FROM standing ORDER BY person').all() as unknown as readonly Row[]

const count = ({ db }: DeskStore, sql: string): number =>
  Number(db.prepare(`SELECT count(*) AS n FROM ${sql}`).get()?.['n'])

function deskOf(people: number, set: RuleSet, withHolders: boolean) {
  const store = temporaryStore()
  addSource(store, 'dept', withHolders ? kinds.filter((kind) => !byHolder.includes(kind)) : kinds)
  if (withHolders) addSource(store, 'holder', byHolder, byHolder)
  addPeople(store, 'dept', people, start)
  takeCoverage(
    store,
    'dept',
    kinds.map((kind) => ({ kind, until: start - 1 })),
    start,
  )
  return { store, rules: rulesOfSets([{ from: start - 86_400, set }]) }
}

/** A record under another name: of one kind, or of another. */
function holdAbout(store: DeskStore, n: number): void {
  const number = numberOf(n)
  store.db.prepare("UPDATE person SET name = '张伟' WHERE number = ?").run(number)
  const kind = ['contact', 'stay', 'test', 'symptom'][n % 4]
  const person = { idType: 'cn-resident-id', number, name: '李娜' }
  const record = { id: `held-${String(n)}`, kind, person, recordedAt: instantOf(start), fields: {} }
  takeFacts(store, 'dept', [record], start, { types: types.types })
}

/** Everybody, by the public verb over the facts as an applicant would be shown them. */
async function expectAsEverybody(desk: ReturnType<typeof deskOf>, now: number): Promise<void> {
  const ruleSet = inForce(desk.rules, new Date(now * 1000))
  if (ruleSet === undefined) throw new TypeError('no version is in force')
  for (const row of standings(desk.store)) {
    const { facts, covers } = factsOf(desk.store, row.person, now)
    const whole = await assess(facts, covers, { ruleSet, now: new Date(now * 1000) })
    const found = { outcome: row.outcome, rule: row.rule, version: row.version }
    const { version } = ruleSet.set
    expect(found).toEqual({ outcome: whole.outcome, rule: whole.rule ?? 0, version })
    // Nothing turns before it is said to, as far as what is known goes.
    const holds = Math.min(row.holdsUntil ?? Infinity, ruleSet.until)
    expect(holds).toBeGreaterThan(now)
    for (const at of [Math.floor((now + holds) / 2), holds - 1]) {
      const then = await assess(facts, covers, { ruleSet, now: new Date(at * 1000) })
      expect([then.outcome, then.rule ?? 0]).toEqual([row.outcome, row.rule])
    }
  }
}

const all = (desk: ReturnType<typeof deskOf>, now: number): Promise<Assessed> =>
  assessTouched(desk, now, { limit: Infinity })

test.each([
  ['sources cover everything', 3, false],
  ['holders cover what only they know', 11, true],
])(
  'after any changes the touched alone come to what everybody does: %s',
  async (_, seed, withHolders) => {
    const below = draws(seed)
    let set = hangzhou('14')
    const desk = deskOf(60, set, withHolders)
    const { store } = desk
    for (let n = 0; n < 60; n += 9) holdAbout(store, n)
    let now = start
    await all(desk, now)
    let [assessed, spared] = [0, 0]
    for (let round = 0; round < 40; round++) {
      now += below(7) * hour + below(100)
      const moved = kinds.filter(() => below(3) > 0)
      // Some departments fall behind, for a day or more.
      if (below(4) > 0)
        takeCoverage(
          store,
          'dept',
          moved.map((kind) => ({ kind, until: now - below(hour) })),
          now,
        )
      if (withHolders) {
        const some = standings(store).filter(() => below(8) === 0)
        for (const { person } of some)
          declare(
            store,
            person,
            byHolder.map((kind) => ({ kind })),
            now,
            types,
          )
      }
      const before = count(store, 'touched')
      const changed = changeSet(set, below)
      let rules
      try {
        rules = rulesOfSets([...versionsOf(desk.rules, set), { from: now, set: changed }])
      } catch (error) {
        // Too costly, after so many changes: another one then.
        if (!(error instanceof Error && error.name === 'GreengateError')) throw error
      }
      if (rules !== undefined) {
        set = changed
        desk.rules = rules
      }
      changeVersion(desk, now)
      const touched = count(store, 'touched') - before
      if (touched < 60) spared += 1
      assessed += (await all(desk, now)).assessed
      await expectAsEverybody(desk, now)
    }
    expect(spared).toBeGreaterThan(10)
    expect(assessed).toBeGreaterThan(300)
  },
)

function versionsOf(rules: ReturnType<typeof deskOf>['rules'], set: RuleSet) {
  return [{ from: rules.versions.at(-1)?.from ?? 0, set }]
}

test('a wider window of contacts touches whoever has a contact, and nobody else', async () => {
  const set = hangzhou('14')
  const desk = deskOf(300, set, false)
  await all(desk, start)
  const parameters = { ...set.parameters, contactDays: { value: 21, unit: 'day' } }
  const now = start + hour
  takeCoverage(
    desk.store,
    'dept',
    kinds.map((kind) => ({ kind, until: now })),
    now,
  )
  desk.rules = rulesOfSets([
    { from: start - 86_400, set },
    { from: now, set: { ...set, version: 15, parameters } },
  ])
  const move = changeVersion(desk, now)
  expect(move?.touched).toMatchObject({ everyone: false, rules: [5], kinds: ['contact'] })
  const withContact = count(desk.store, "(SELECT DISTINCT person FROM fact WHERE kind = 'contact')")
  expect(move?.people).toBe(withContact)
  expect(withContact).toBeGreaterThan(0)
  expect(move?.carried).toBe(count(desk.store, 'person') - withContact)
  expect((await all(desk, now)).assessed).toBeGreaterThanOrEqual(withContact)
  await expectAsEverybody(desk, now)
})

test('coverage that goes on touches nobody, and standings hold for longer', async () => {
  const desk = deskOf(200, hangzhou('14'), false)
  await all(desk, start)
  const passes = (): readonly Row[] =>
    standings(desk.store).filter(({ outcome }) => outcome === 'pass')
  const before = passes()
  expect(before.length).toBeGreaterThan(10)
  const later = start + 60
  takeCoverage(
    desk.store,
    'dept',
    kinds.map((kind) => ({ kind, until: later })),
    later,
  )
  expect(changeVersion(desk, later)).toMatchObject({ people: 0 })
  const after = passes()
  const longer = after.filter(
    ({ holdsUntil }, i) => (holdsUntil ?? Infinity) > (before[i]?.holdsUntil ?? 0),
  )
  expect(longer.length).toBeGreaterThan(10)
  await expectAsEverybody(desk, later)
})

test('a source that is not heard of for too long takes passage away when coverage runs out, not before', async () => {
  const desk = deskOf(200, hangzhou('14'), false)
  await all(desk, start)
  const passes = (): number => count(desk.store, "standing WHERE outcome = 'pass'")
  expect(passes()).toBeGreaterThan(10)
  // One kind is required from within half a day.
  const last = start - 1 + 12 * hour
  await all(desk, last)
  expect(passes()).toBeGreaterThan(0)
  const { turned } = await all(desk, last + 1)
  expect(passes()).toBe(0)
  expect(turned.every(({ cause }) => cause === 'time')).toBe(true)
  expect(
    turned.some(
      ({ outcome, rule, before }) =>
        outcome === 'check' && rule === 0 && before?.outcome === 'pass',
    ),
  ).toBe(true)
})

test('coverage that is taken back for a kind lets nothing hold for longer than what is left of it', async () => {
  const desk = deskOf(30, hangzhou('14'), false)
  await all(desk, start)
  const before = start - 2 * hour
  takeCoverage(desk.store, 'dept', [{ kind: 'household', until: before }], start)
  await all(desk, start)
  await expectAsEverybody(desk, start)
  const passes = (): number => count(desk.store, "standing WHERE outcome = 'pass'")
  expect(passes()).toBeGreaterThan(0)
  // It is required from within half a day, and so is another that goes on.
  await all(desk, before + 12 * hour + 1)
  expect(passes()).toBe(0)
})

test('who waits for a record comes before a population that is touched', async () => {
  const desk = deskOf(50, hangzhou('14'), false)
  await all(desk, start)
  desk.store.db.exec(`INSERT INTO touched SELECT id, 'version', ${String(start)} FROM person`)
  const [record] = recordsOf(30, 1, start)
  takeFacts(
    desk.store,
    'dept',
    [
      {
        ...(record as object),
        id: 'new',
        kind: 'contact',
        fields: { at: '2020-03-18', closeness: 'close' },
      },
    ],
    start,
    { types: types.types },
  )
  const { turned, isMore } = await assessTouched(desk, start, { limit: 1 })
  expect(turned).toMatchObject([{ cause: 'fact', outcome: 'stop', rule: 5 }])
  expect(isMore).toBe(true)
})
