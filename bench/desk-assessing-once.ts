/** A process of the desk's benchmark: changes the version of a store of many people, in turn with assessing everybody. */
import { createHash } from 'node:crypto'
import { assessTouched, changeVersion } from '../desk/assessing/assess-touched.ts'
import { hangzhou, rulesOfSets } from '../desk/assessing/test-desk.ts'
import type { CurrentRules } from '../desk/desk.ts'
import type { DeskStore } from '../desk/store/open-store.ts'
import { benchNow, storeOfPeople } from './desk-people.ts'
import type { AssessingTimes } from './desk-assessing.ts'

const now = benchNow + 60

interface BenchDesk {
  readonly store: DeskStore
  rules: CurrentRules
}

/** In every round the window of close contacts changes, from 14 days to 21 or back. */
const measure = async (people: number, rounds: number): Promise<AssessingTimes> => {
  using store = storeOfPeople(people)
  const desk: BenchDesk = { store, rules: rulesOf(versionOf(store)) }
  await settle(desk)
  let [touched, turned, incremental, everybody] = [0, 0, 0, 0]
  for (let round = 0; round < rounds; round++) {
    const before = versionOf(store)
    desk.rules = rulesOf(before, before + 1)
    const begun = performance.now()
    const move = changeVersion(desk, now)
    turned += await settle(desk)
    incremental += performance.now() - begun
    touched += move?.people ?? Number.NaN
    const found = digestOf(store)
    const again = performance.now()
    store.db.exec(`INSERT INTO touched SELECT id, 'version', ${String(now)} FROM person`)
    await settle(desk)
    everybody += performance.now() - again
    if (digestOf(store) !== found) throw new Error('the touched alone came to something else')
    process.stderr.write(
      `round ${String(round + 1)}: ${String(incremental)} / ${String(everybody)}\n`,
    )
  }
  const peak = process.resourceUsage().maxRSS / 1024
  return { touched: touched / rounds, turned: turned / rounds, incremental, everybody, peak }
}

/** Assesses until nobody is left, and says of how many outcome or rule changed. */
const settle = async (desk: BenchDesk): Promise<number> => {
  let turned = 0
  for (;;) {
    const done = await assessTouched(desk, now, { limit: 5000 })
    turned += done.turned.length
    if (!done.isMore) return turned
  }
}

const versionOf = ({ db }: DeskStore): number =>
  (db.prepare('SELECT version FROM ground').get()?.['version'] ?? 14) as number

/** One version, or two of which the second has just come into force. */
const rulesOf = (before: number, after?: number): CurrentRules => {
  const set = hangzhou('14')
  const of = (version: number) => {
    const days = version % 2 === 0 ? 14 : 21
    const contactDays = { value: days, unit: 'day' }
    return { ...set, version, parameters: { ...set.parameters, contactDays } }
  }
  const first = { from: benchNow - 86_400, set: of(before) }
  return rulesOfSets(after === undefined ? [first] : [first, { from: now, set: of(after) }])
}

const digestOf = ({ db }: DeskStore): string => {
  const hash = createHash('sha256')
  const rows = db.prepare('SELECT person, outcome, rule, version FROM standing ORDER BY person')
  for (const row of rows.iterate()) hash.update(Object.values(row).join())
  return hash.digest('hex')
}

const [people = '', rounds = ''] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await measure(Number(people), Number(rounds))))
