/**
 * What an account sees of a person while it only says that it acts for them: what it declared itself, and the codes that
 * it was given. Nothing in it tells whether departments hold records.
 */
import type { Desk } from '../desk.ts'
import { coverageInForce } from '../facts/coverage.ts'
import { allows, holderSource, sourceOf } from '../facts/sources-of.ts'
import type { Person } from '../people/person.ts'
import { isConfirmed } from '../people/claims.ts'
import type { Relation } from '../people/guardians.ts'
import type { AnswerOf, BodyOf } from '../shared/routes.ts'
import { prepared } from '../store/prepared.ts'
import { historyWire } from './history-wire.ts'
import { instantText } from './instant-text.ts'
import { factsWire, personFile, personWire } from './person-wire.ts'

/** Who asks, about whom. */
export interface Claim {
  readonly account: string
  readonly person: Person
  readonly relation?: Relation
}

/** In a list. The outcome is told only to whoever gets codes. */
export function claimedWire(desk: Desk, claim: Claim): AnswerOf<'POST /people'> {
  const { account, person, relation } = claim
  const isKnown = isConfirmed(desk.store, account, person.id)
  const { outcome, ...wire } = personWire(desk.store, person, relation)
  const isTold = isKnown || desk.policy.issuesToDeclared
  return {
    ...wire,
    claim: isKnown ? 'confirmed' : 'declared',
    ...(isTold && outcome !== undefined ? { outcome } : {}),
  }
}

/** All that the account may read. */
export async function claimedFile(
  desk: Desk,
  claim: Claim,
  now: number,
): Promise<AnswerOf<'GET /people/:id'>> {
  const { store, policy } = desk
  const { account, person, relation } = claim
  const wire = claimedWire(desk, claim)
  const { standing, ...whole } = await personFile(desk, person, now, relation)
  if (wire.claim === 'confirmed') return { ...whole, ...wire, ...(standing && { standing }) }
  const own = sourceOf(store, holderSource)
  const declared = prepared(
    store,
    'SELECT kind, until FROM declared WHERE person = ? AND account = ?',
  )
  // What departments have told of everybody, and so of nobody, beside what was declared here.
  const covers = new Map(coverageInForce(store, now).bySources)
  for (const { kind, until } of declared.all(person.id, account))
    covers.set(kind as string, until as number)
  return {
    ...wire,
    ...(standing && policy.issuesToDeclared
      ? {
          standing: {
            ...standing,
            // What only departments could state is as good as a word about what they have.
            missing: standing.missing.filter(
              (kind) => own !== undefined && allows(own.covers, kind),
            ),
          },
        }
      : {}),
    facts: factsWire(store, 'fact.person = ? AND fact.account = ?', person.id, account),
    covers: [...covers].map(([kind, until]) => ({ kind, until: instantText(until) })),
  }
}

/** What became of the person: of whoever only says so, the codes that it was given itself. */
export function claimedHistory(
  desk: Desk,
  account: string,
  person: string,
): AnswerOf<'GET /people/:id/history'> {
  if (isConfirmed(desk.store, account, person)) return historyWire(desk, person)
  return { turns: [], codes: historyWire(desk, person, account).codes }
}

/** Whether the account was told this, and so can appeal against it; a gate's number is asked for at the gate. */
export function wasTold(
  { store, policy }: Desk,
  account: string,
  person: string,
  { receipt, outcome, ruleSet, version, rule }: BodyOf<'POST /people/:id/appeals'>,
): boolean {
  if (receipt !== undefined || isConfirmed(store, account, person)) return true
  // What is asked by halves is refused for that.
  if (outcome === undefined || ruleSet === undefined) return true
  if (version === undefined || rule === undefined) return true
  const code = prepared(
    store,
    'SELECT 1 FROM code WHERE person = ? AND account = ? AND outcome = ? AND rule = ? AND version = ?',
  ).get(person, account, outcome, rule, version)
  if (code !== undefined) return true
  const standing = prepared(
    store,
    'SELECT 1 FROM standing WHERE person = ? AND outcome = ? AND ruleSet = ? AND rule = ? AND version = ?',
  ).get(person, outcome, ruleSet, rule, version)
  return policy.issuesToDeclared && standing !== undefined
}

/** Whether the account may name a record: of whoever only says so, what it declared itself. */
export function mayName(
  { store }: Desk,
  account: string,
  person: string,
  { fact }: BodyOf<'POST /people/:id/corrections'>,
): boolean {
  if (fact === undefined || isConfirmed(store, account, person)) return true
  const find = 'SELECT 1 FROM fact WHERE source = ? AND id = ? AND person = ? AND account = ?'
  return prepared(store, find).get(fact.source, fact.id, person, account) !== undefined
}
