/** Takes declarations of a person, whoever sends them: the person, or an officer for them. */
import type { Desk } from '../desk.ts'
import { declare } from '../facts/declare.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { AnswerOf, BodyOf } from '../shared/routes.ts'
import { instantText } from './instant-text.ts'
import { factsWire } from './person-wire.ts'
import { secondsOf } from './rooms.ts'

/** All of them or none. Throws DeskProblem. */
export function takeDeclarations(
  desk: Desk,
  person: string,
  { declarations }: BodyOf<'POST /people/:id/health'>,
  isOfRoute: (kind: string) => boolean,
  now: Date,
  account?: string,
): AnswerOf<'POST /people/:id/health'> {
  const { store, rules } = desk
  if (!declarations.every(({ kind }) => isOfRoute(kind))) {
    throw new DeskProblem('declaration-refused')
  }
  const before = new Set(factsWire(store, 'fact.person = ?', person).map(({ id }) => id))
  const each = declarations.flatMap(({ kind, facts }) =>
    facts.length === 0 ? [{ kind }] : facts.map((fields) => ({ kind, fields })),
  )
  const { state } = declare(store, person, each, secondsOf(now), rules, account)
  if (state === 'refused') throw new DeskProblem('declaration-refused')
  desk.wake()
  const covers = declarations.map(({ kind }) => ({ kind, until: instantText(now) }))
  const facts = factsWire(store, 'fact.person = ?', person).filter(({ id }) => !before.has(id))
  return { facts: facts.map(({ source, id }) => ({ source, id })), covers }
}
