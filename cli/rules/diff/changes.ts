/** Finds what differs between two rule sets, with all that they have from their bases. */
import { canonicalJson } from 'greengate/issue'
import {
  tighterDirection,
  type AcceptedAssessment,
  type CompiledRuleSet,
  type Expression,
  type Origin,
  type Parameter,
  type Requirement,
  type Rule,
  type RuleSet,
  type Words,
} from 'greengate/rules'
import { rulesWith } from '../parameter-use.ts'
import { changedParts, type ChangedPart } from './changed-parts.ts'

/** One thing that differs. */
export type Change =
  | { readonly what: 'rule-added' | 'rule-removed'; readonly rule: Rule; readonly origin: Origin }
  | {
      readonly what: 'rule-changed'
      readonly no: number
      readonly id: string
      readonly origin: Origin
      readonly changes: readonly RuleChange[]
    }
  | {
      readonly what: 'parameter'
      readonly name: string
      readonly before: Parameter | null
      readonly after: Parameter | null
      readonly origin: Origin
      /** null: neither, or it cannot be said. */
      readonly effect: 'stricter' | 'looser' | null
      readonly rules: readonly number[]
    }
  | {
      readonly what: 'value-set'
      readonly name: string
      readonly added: readonly string[]
      readonly removed: readonly string[]
      /** Whether the whole set is new or gone. */
      readonly state: 'added' | 'removed' | 'changed'
    }
  | {
      readonly what: 'accepts'
      readonly before: AcceptedAssessment | null
      readonly after: AcceptedAssessment | null
    }
  | {
      readonly what: 'window' | 'zone' | 'title' | 'colours'
      readonly before: unknown
      readonly after: unknown
    }
  | { readonly what: 'base'; readonly before: Origin | null; readonly after: Origin | null }

/** What differs in a rule. */
export type RuleChange =
  | { readonly member: 'outcome' | 'id'; readonly before: string; readonly after: string }
  | { readonly member: 'reason'; readonly before: Words; readonly after: Words }
  | {
      readonly member: 'when' | 'unless'
      readonly before: Expression | null
      readonly after: Expression | null
      readonly parts: readonly ChangedPart[]
    }
  | {
      readonly member: 'requires'
      readonly before: readonly Requirement[]
      readonly after: readonly Requirement[]
    }

/** Everything that differs but the version itself, its record of change and the digest of its cases. */
export function changesBetween(a: CompiledRuleSet, b: CompiledRuleSet): readonly Change[] {
  return [
    ...ruleChanges(a, b),
    ...parameterChanges(a, b),
    ...valueSetChanges(a.set, b.set),
    ...acceptChanges(a.set, b.set),
    ...memberChanges(a.set, b.set),
  ]
}

/** Whether a difference bears on what is decided about anybody while the set is in force. */
export function isDecisive(change: Change): boolean {
  switch (change.what) {
    case 'window':
    case 'title':
    case 'colours':
    case 'base':
      return false
    case 'rule-changed':
      return change.changes.some(({ member }) => member !== 'reason' && member !== 'id')
    default:
      return true
  }
}

function ruleChanges(a: CompiledRuleSet, b: CompiledRuleSet): readonly Change[] {
  const before = new Map(a.rules.map(({ rule }) => [rule.no, rule]))
  const after = new Map(b.rules.map(({ rule }) => [rule.no, rule]))
  const numbers = [...new Set([...before.keys(), ...after.keys()])].sort((x, y) => x - y)
  return numbers.flatMap((no): Change[] => {
    const [was, is] = [before.get(no), after.get(no)]
    if (is === undefined) {
      return was === undefined ? [] : [{ what: 'rule-removed', rule: was, origin: originOf(a, no) }]
    }
    const origin = originOf(b, no)
    if (was === undefined) return [{ what: 'rule-added', rule: is, origin }]
    const changes = withinRule(was, is)
    return changes.length === 0 ? [] : [{ what: 'rule-changed', no, id: is.id, origin, changes }]
  })
}

function withinRule(was: Rule, is: Rule): readonly RuleChange[] {
  const plain = (['outcome', 'id'] as const).flatMap((member): RuleChange[] =>
    was[member] === is[member] ? [] : [{ member, before: was[member], after: is[member] }],
  )
  const reason: RuleChange[] = same(was.reason, is.reason)
    ? []
    : [{ member: 'reason', before: was.reason, after: is.reason }]
  const conditions = (['when', 'unless'] as const).flatMap((member): RuleChange[] => {
    const [before, after] = [was[member] ?? null, is[member] ?? null]
    if (same(before, after)) return []
    const parts = before === null || after === null ? [] : changedParts(before, after, member)
    // Operands in another order say the same.
    if (before !== null && after !== null && parts.length === 0) return []
    return [{ member, before, after, parts }]
  })
  const [before, after] = [was.requires ?? [], is.requires ?? []]
  const sorted = (list: readonly Requirement[]): readonly string[] =>
    list.map((item) => canonicalJson(item)).sort()
  const required: RuleChange[] = same(sorted(before), sorted(after))
    ? []
    : [{ member: 'requires', before, after }]
  return [...plain, ...conditions, ...required, ...reason]
}

function parameterChanges(a: CompiledRuleSet, b: CompiledRuleSet): readonly Change[] {
  const names = namesOf(a.set.parameters, b.set.parameters)
  return names.flatMap((name): Change[] => {
    const before = own(a.set.parameters, name)
    const after = own(b.set.parameters, name)
    if (same(before, after)) return []
    const holder = after === null ? a : b
    const here = { id: holder.set.id, version: holder.set.version }
    return [
      {
        what: 'parameter',
        name,
        before,
        after,
        origin: holder.origins.parameters.get(name) ?? here,
        effect: effectOf(name, before, after, [a.set, b.set]),
        rules: rulesWith(name, holder.set),
      },
    ]
  })
}

/** Of a number alone, and only where it is stricter the same way in both sets. */
function effectOf(
  name: string,
  before: Parameter | null,
  after: Parameter | null,
  sets: readonly RuleSet[],
): 'stricter' | 'looser' | null {
  if (before === null || after === null || before.unit !== after.unit) return null
  const [was, is] = sets.map(({ rules }) => tighterDirection(name, rules))
  if (is === undefined || was !== is || before.value === after.value) return null
  return Math.sign(after.value - before.value) === is ? 'stricter' : 'looser'
}

function valueSetChanges(a: RuleSet, b: RuleSet): readonly Change[] {
  return namesOf(a.valueSets, b.valueSets).flatMap((name): Change[] => {
    const [before, after] = [own(a.valueSets, name), own(b.valueSets, name)]
    const added = (after ?? []).filter((member) => before?.includes(member) !== true)
    const removed = (before ?? []).filter((member) => after?.includes(member) !== true)
    const state = before === null ? 'added' : after === null ? 'removed' : 'changed'
    if (state === 'changed' && added.length + removed.length === 0) return []
    return [{ what: 'value-set', name, added, removed, state }]
  })
}

/** Entries are the same by whose assessments under which sets they are for. */
function acceptChanges(a: RuleSet, b: RuleSet): readonly Change[] {
  const byWhom = ({ accepts }: RuleSet): Readonly<Record<string, AcceptedAssessment>> =>
    Object.fromEntries(accepts.assessments.map((entry) => [`${entry.issuer} ${entry.set}`, entry]))
  const [before, after] = [byWhom(a), byWhom(b)]
  return namesOf(before, after).flatMap((name): Change[] => {
    const [was, is] = [own(before, name), own(after, name)]
    return same(was, is) ? [] : [{ what: 'accepts', before: was, after: is }]
  })
}

function memberChanges(a: RuleSet, b: RuleSet): readonly Change[] {
  const members = [
    ['window', a.effective, b.effective],
    ['zone', a.zone, b.zone],
    ['title', a.title, b.title],
    ['colours', a.colours, b.colours],
  ] as const
  const changes = members.flatMap(([what, before, after]): Change[] =>
    same(before, after) ? [] : [{ what, before, after }],
  )
  const [before, after] = [baseOf(a), baseOf(b)]
  return same(before, after) ? changes : [...changes, { what: 'base', before, after }]
}

function baseOf({ extends: base }: RuleSet): Origin | null {
  return base === undefined ? null : { id: base.id, version: base.version }
}

function originOf({ origins, set: { id, version } }: CompiledRuleSet, no: number): Origin {
  return origins.rules.get(no) ?? { id, version }
}

function namesOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | null {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
