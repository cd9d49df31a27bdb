/** Tells of the people who were kept as examples why the two sets judge them as they do. */
import { explainRules, makeFactBase, type CompiledRuleSet, type Verdict } from 'greengate/rules'
import { instantText } from '../edges/instant.ts'
import type { Question } from './count.ts'
import type { Kept, Keeper } from './examples.ts'
import type { Example, ExamplesByCell, Explained, Stated } from './job.ts'
import type { Subject } from './person.ts'
import { groundOf, stateIndexOf, states, type State } from './state.ts'

/** Explains all that was kept. */
export function explainKept(
  kept: Keeper['of'],
  question: Pick<Question, 'a' | 'b' | 'now'>,
  withFacts: boolean,
): ExamplesByCell {
  const one = ({ subject, a, b }: Kept): Example => ({
    person: subject.id,
    region: subject.region,
    from: explained(question.a, a, subject, question.now),
    to: explained(question.b, b, subject, question.now),
    ...(withFacts ? { stated: statedOf(subject) } : {}),
  })
  return new Map(
    [...kept].map(([cell, people]) => [
      cell,
      people.map((person) => ({ lot: person.lot, index: person.index, example: one(person) })),
    ]),
  )
}

/** The words are those of the rules: what the facts were does not stand in them. */
function explained(
  compiled: CompiledRuleSet,
  verdict: Verdict,
  { statement, onSite }: Subject,
  now: number,
): Explained {
  const ground = groundOf(verdict)
  const rules =
    ground.rules.length === 0
      ? []
      : explainRules(compiled, makeFactBase(statement, compiled.vocabulary), now, onSite)
  return {
    state: states[stateIndexOf(verdict)] as State,
    ...ground,
    why: rules
      .filter(({ no }) => ground.rules.includes(no))
      .map(({ no, id, reason, parts }) => ({
        no,
        id,
        reason,
        conditions: parts.map(({ at, words }) => ({ is: conditionOf(at), words })),
      })),
  }
}

function conditionOf(at: string): Explained['why'][number]['conditions'][number]['is'] {
  return at === 'when' || at === 'unless' ? at : 'requires'
}

function statedOf({ statement, onSite }: Subject): Stated {
  return {
    facts: statement.facts.map(({ id, kind, fields, retracts }) => ({
      id,
      kind,
      fields,
      ...(retracts === undefined ? {} : { retracts }),
    })),
    covers: statement.coverage.map(({ kind, until }) => ({
      kind,
      until: instantText(new Date(until * 1000)),
    })),
    onSite,
  }
}
