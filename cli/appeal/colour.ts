/** Whether the colour that a code carries is what its rules give on the facts that it was made from. */
import { inspect, openingMatches, type Assessment, type DecidedRule } from 'greengate'
import { evaluate, explainRules, makeFactBase, type Statement } from 'greengate/rules'
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { assessAgain } from '../rules/replay/open-code.ts'
import type { Said } from '../rules/replay/said.ts'
import { ruleSetsNamed, type Archive } from './archive.ts'
import { cannotTell, right, wrong, type Finding } from './compare.ts'
import type { BroughtOpening } from './evidence.ts'

/** What came of it. */
export interface Colour {
  readonly finding: Finding
  /** What the code says; undefined where it says none. */
  readonly stated: (Assessment & { readonly ruleSet: string }) | undefined
  /** What the rules say of the opened facts, under the version that the code names. */
  readonly again: Said | undefined
  readonly rules: readonly DecidedRule[]
  /** undefined: no opening that fits was brought. */
  readonly statement: Statement | undefined
}

const everything = { states: ['*'], covers: ['*'], regions: ['*'] }

/**
 * Holds an opening against the code, and judges its facts again.
 *
 * @returns undefined for a code that states facts instead of a colour.
 */
export async function judgeColour(
  archive: Archive,
  text: string,
  opening: BroughtOpening | undefined,
  at: Date,
): Promise<Colour | undefined> {
  const stated = await statedIn(text, at)
  const nothing = { stated, again: undefined, rules: [], statement: undefined }
  if (opening === undefined) {
    return stated && { ...nothing, finding: cannotTell('opening-missing') }
  }
  const { committed } = opening
  if (committed === undefined) return { ...nothing, finding: cannotTell('opening-proves-nothing') }
  if (!(await openingMatches(text, committed))) {
    return { ...nothing, finding: cannotTell('opening-of-another-code') }
  }
  const named = ruleSetsNamed(archive, committed.ruleSet, committed.version)
  const [only, other] = named
  if (other !== undefined) return { ...nothing, finding: cannotTell('published-twice') }
  if (only?.held.use.state !== 'ready') {
    return { ...nothing, finding: cannotTell('no-rule-set-of-then') }
  }
  const { compiled } = only.held.use
  const types = compiled.vocabulary
  // What its issuer might say is bound to no code: who wrote it into the opening could hide facts by it.
  const statement = { ...opening.statement, permission: everything }
  const { state, now } = assessAgain(committed, statement, compiled, types, opening.path)
  const assessedAt = (findInstant(committed.assessedAt) as Date).getTime() / 1000
  const decided = now.rules.map(({ no }) => no)
  const rules = explainRules(compiled, makeFactBase(statement, types), assessedAt, {}).map(
    (rule) => ({ ...rule, decided: decided.includes(rule.no) }),
  )
  const narrowed = opening.statesPermission
    ? assessAgain(committed, opening.statement, compiled, types, opening.path).state
    : state
  return {
    finding: findingOf(state, narrowed),
    ...{ stated, again: now, rules, statement },
  }
}

/** Only where both readings come out the same nothing hangs on what nobody signed for. */
function findingOf(state: 'same' | 'changed', narrowed: 'same' | 'changed'): Finding {
  if (state !== narrowed) return cannotTell('opening-proves-nothing')
  return state === 'same' ? right : wrong('assessed-otherwise')
}

/** What the rules of a version would say of the same facts. */
export function saidOf(
  statement: Statement,
  compiled: Parameters<typeof evaluate>[0],
  at: Date,
): Said {
  const base = makeFactBase(statement, compiled.vocabulary)
  const { outcome, fired, missing } = evaluate(compiled, base, at.getTime() / 1000, {})
  const { id, version } = compiled.set
  return { outcome, rules: fired.map((no) => ({ set: id, version, no })), missing }
}

async function statedIn(text: string, now: Date): Promise<Colour['stated']> {
  const { payload } = await inspect(text, { now })
  const claims = asObject(payload)
  const assessment = asObject(claims?.['assessment'])
  if (assessment === undefined || claims?.['facts'] !== undefined) return undefined
  const ruleSet = assessment['ruleSet'] ?? claims?.['issuer']
  return { ...(assessment as unknown as Assessment), ruleSet: String(ruleSet) }
}
