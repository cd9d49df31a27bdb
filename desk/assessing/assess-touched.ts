/** Assesses whom changes touched, and nobody else: standings and turns written with the touch taken away. */
import type { Side } from 'greengate-cli/assessing'
import { inForce } from '../current-rules.ts'
import type { Cause, Desk } from '../desk.ts'
import { coverageInForce } from '../facts/coverage.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { dueByTime } from './due-by-time.ts'
import { isGround, readGround } from './ground.ts'
import { personJudge, type Standing } from './judge-person.ts'
import { moveGround, type Move } from './move-ground.ts'
import { personReader } from './read-people.ts'

/** Somebody whose outcome or rule is another than it was, or who has one now. */
export interface Turned {
  readonly person: string
  readonly cause: Cause
  readonly outcome: Standing['outcome']
  readonly rule: number
  /** Undefined: this is the first. */
  readonly before: Pick<Standing, 'outcome' | 'rule'> | undefined
}

/** What assessing came to. */
export interface Assessed {
  readonly assessed: number
  readonly turned: readonly Turned[]
  /** Whether somebody is left: ask again. */
  readonly isMore: boolean
}

/** So many people are assessed in one transaction: other work waits for no longer. */
const batch = 500

/**
 * Assesses whom changes touched: first those who are waited for, then whole populations.
 *
 * Before, it looks whether another version has come into force, coverage has moved, or time has run out for somebody.
 * Where no version is in force nobody is assessed, and whoever is touched stays so.
 *
 * @param now - Unix seconds.
 */
export async function assessTouched(
  desk: Pick<Desk, 'store' | 'rules'>,
  now: number,
  { limit = batch }: { readonly limit?: number } = {},
): Promise<Assessed> {
  const { store } = desk
  const side = sideInForce(desk, now)
  if (side === undefined) return { assessed: 0, turned: [], isMore: false }
  standOn(desk, side, now)
  dueByTime(store, now)
  const assess = assessor(store, side, now)
  const turned: Turned[] = []
  let assessed = 0
  while (assessed < limit) {
    const done = assess(Math.min(batch, limit - assessed), turned)
    assessed += done
    if (done === 0) break
    // Whoever asks something of the desk meanwhile is answered.
    if (assessed < limit) await new Promise((resolve) => setImmediate(resolve))
  }
  const isMore = prepared(store, 'SELECT 1 FROM touched LIMIT 1').get() !== undefined
  return { assessed, turned, isMore }
}

/** The version and the coverage in force; undefined: no version is. */
function sideInForce(
  { store, rules }: Pick<Desk, 'store' | 'rules'>,
  now: number,
): Side | undefined {
  const compiled = inForce(rules, new Date(now * 1000))
  return compiled === undefined ? undefined : { compiled, coverage: coverageInForce(store, now) }
}

/**
 * Sees that standings stand on the version and coverage in force; the work of a change of version, and called with
 * every assessing, so that nobody need know of one.
 *
 * @returns Undefined: they did.
 */
export function changeVersion(desk: Pick<Desk, 'store' | 'rules'>, now: number): Move | undefined {
  const side = sideInForce(desk, now)
  return side === undefined ? undefined : standOn(desk, side, now)
}

function standOn(
  { store, rules }: Pick<Desk, 'store' | 'rules'>,
  side: Side,
  now: number,
): Move | undefined {
  const ground = readGround(store)
  if (ground !== undefined && isGround(ground, side.compiled, side.coverage)) return undefined
  const compiled =
    ground?.ruleSet === rules.ruleSet
      ? rules.versions.find(({ version }) => version === ground.version)?.compiled
      : undefined
  const before =
    compiled === undefined || ground === undefined
      ? undefined
      : { compiled, coverage: ground.coverage }
  const isVersion = ground?.version !== side.compiled.set.version
  return moveGround(store, before, side, now, isVersion ? 'version' : 'coverage')
}

const waiting = "cause IN ('applied', 'fact', 'decision')"

/** Assesses up to so many people in one transaction, and says how many there were. */
function assessor(
  store: DeskStore,
  side: Side,
  now: number,
): (most: number, turned: Turned[]) => number {
  const judge = personJudge(side, now)
  const read = personReader(store, side.compiled, side.coverage.byHolders.size > 0)
  const { id, version } = side.compiled.set
  const first = prepared(
    store,
    `SELECT person, cause FROM touched WHERE ${waiting} ORDER BY at LIMIT ?`,
  )
  const rest = prepared(store, `SELECT person, cause FROM touched WHERE NOT ${waiting} LIMIT ?`)
  const standing = prepared(store, 'SELECT outcome, rule FROM standing WHERE person = ?')
  const put = prepared(
    store,
    `INSERT INTO standing (person, outcome, rule, ruleSet, version, assessedAt, holdsUntil, ownUntil)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET outcome = excluded.outcome,
     rule = excluded.rule, ruleSet = excluded.ruleSet, version = excluded.version,
     assessedAt = excluded.assessedAt, holdsUntil = excluded.holdsUntil, ownUntil = excluded.ownUntil`,
  )
  const turn = prepared(
    store,
    `INSERT INTO turn (person, at, cause, outcome, rule, ruleSet, version)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const done = prepared(store, 'DELETE FROM touched WHERE person = ?')

  const assessOne = (person: string, cause: Cause): Turned | undefined => {
    const { outcome, rule, holdsUntil, ownUntil } = judge(read(person))
    const before = standing.get(person) as Turned['before']
    put.run(person, outcome, rule, id, version, now, holdsUntil, ownUntil)
    done.run(person)
    if (before?.outcome === outcome && before.rule === rule) return undefined
    turn.run(person, now, cause, outcome, rule, id, version)
    return { person, cause, outcome, rule, before }
  }

  return (most, turned) => {
    const waited = first.all(most)
    const people = [...waited, ...(waited.length < most ? rest.all(most - waited.length) : [])]
    if (people.length === 0) return 0
    // Said once it is done: what is rolled back did not turn.
    const found = inTransaction(store, () =>
      people.map((row) => assessOne(row['person'] as string, row['cause'] as Cause)),
    )
    turned.push(...found.filter((each) => each !== undefined))
    return people.length
  }
}
