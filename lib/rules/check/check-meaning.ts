/** Finds rules that nothing makes true, rules that never decide, and people whom no rule speaks of. */
import type { CompiledRuleSet } from '../compile.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { leaving, naming, reaching } from './goals.ts'
import type { Notes } from './notes.ts'
import { exampleOf } from './person.ts'
import { Prover, type Proof } from './prove.ts'

/** The number that waivers use for the set as a whole. */
const wholeSet = 0

/** @param placeOf - The path of a rule, by its number. */
export function checkMeaning(
  compiled: CompiledRuleSet,
  vocabulary: Vocabulary,
  placeOf: (no: number) => string,
  notes: Notes,
): void {
  const prover = new Prover(compiled, vocabulary)
  for (const [i, compiledRule] of compiled.rules.entries()) {
    const { rule } = compiledRule
    const { no } = rule
    const at = placeOf(no)
    const when = at.startsWith('rules') ? `${at}.when` : at
    const reached = prover.prove(reaching(i), ({ values }) => values[i] === true)
    if (typeof reached === 'string') {
      noteUnproved('unreachable', reached, when, no, notes)
      continue
    }
    if (rule.outcome === 'stop') continue
    const named = prover.prove(naming(i, compiled.rules), ({ fired }) => fired.includes(no))
    if (typeof named === 'string') noteUnproved('shadowed', named, at, no, notes)
  }
  const open = prover.prove(
    leaving,
    ({ outcome, fired, missing }) => outcome === 'check' && fired.length + missing.length === 0,
  )
  if (open === 'impossible') return
  const message = 'there may be people of whom everything is known and whom no rule speaks of'
  if (open === 'unknown') {
    notes.add('uncovered', 'rules', message, { severity: 'cannot-prove', no: wholeSet })
    return
  }
  const example = exampleOf(open, vocabulary)
  const { zh, en } = example.said
  notes.add('uncovered', 'rules', `no rule is true ${en}`, {
    words: { zh: `没有规则成立：${zh}`, en: `no rule is true ${en}` },
    no: wholeSet,
    example,
    suggestion: 'add a check rule for whoever is left',
  })
}

const words = {
  unreachable: {
    impossible: 'nothing makes this rule true',
    unknown: 'it cannot be proved that anything makes this rule true',
    suggestion: 'leave the rule out, or correct its limits',
  },
  shadowed: {
    impossible: 'whenever this rule is true, another decides',
    unknown: 'it cannot be proved that this rule ever decides',
    suggestion: 'leave the rule out, or make the other narrower',
  },
} as const

function noteUnproved(
  code: 'unreachable' | 'shadowed',
  proof: Exclude<Proof, object>,
  at: string,
  no: number,
  notes: Notes,
): void {
  const { suggestion } = words[code]
  const severity = proof === 'impossible' ? 'error' : 'cannot-prove'
  notes.add(code, at, words[code][proof], { no, severity, suggestion })
}
