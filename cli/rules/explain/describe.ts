/** What a rule set says, apart from any person, in a form for people and programs alike. */
import {
  tighterDirection,
  type CompiledRuleSet,
  type Direction,
  type ExplainedPart,
  type Origin,
  type Parameter,
  type Requirement,
  type RuleSet,
  type Words,
} from 'greengate/rules'
import { rulesWith } from '../parameter-use.ts'
import { ruleWords } from '../rule-words.ts'

/** A part of a rule in words: of `and`, `or` and `not` what they join. */
export interface DescribedPart {
  readonly at: string
  readonly form: string
  readonly words: Words
  readonly parts: readonly DescribedPart[]
}

export interface DescribedRule {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly reason: Words
  readonly origin: Origin
  readonly reads: readonly string[]
  /** What must be stated in full, and not longer ago than that. */
  readonly requires: readonly (Requirement & { readonly labels: Words })[]
  /** `when` and `unless`, in this order. */
  readonly parts: readonly DescribedPart[]
}

export interface DescribedParameter extends Parameter {
  readonly name: string
  readonly origin: Origin
  /** 1: a larger one is stricter; null: neither way is. */
  readonly stricter: Direction | null
  /** The numbers of the rules that it stands in. */
  readonly rules: readonly number[]
}

/** The rules are those that are asked for; the rest speaks of the whole set, with what it has from its base. */
export type DescribedSet = Pick<
  RuleSet,
  'id' | 'version' | 'title' | 'effective' | 'zone' | 'change' | 'accepts' | 'valueSets' | 'colours'
> &
  Partial<Pick<RuleSet, 'extends' | 'previous' | 'waivers'>> & {
    readonly rules: readonly DescribedRule[]
    readonly parameters: readonly DescribedParameter[]
  }

/**
 * Describes a rule set.
 *
 * @param only - The number of the one rule that is asked for.
 */
export function describe(compiled: CompiledRuleSet, only?: number): DescribedSet {
  const { set, origins } = compiled
  const { id, version, title, effective, zone, change, accepts, valueSets, colours } = set
  const words = ruleWords(compiled)
  const here = { id, version }
  const chosen = compiled.rules.filter(({ rule }) => only === undefined || rule.no === only)
  const rules = chosen.map(({ rule, reads }) => ({
    no: rule.no,
    id: rule.id,
    outcome: rule.outcome,
    reason: rule.reason,
    origin: origins.rules.get(rule.no) ?? here,
    reads,
    requires: (rule.requires ?? []).map((requirement) => ({
      ...requirement,
      labels: compiled.vocabulary.types.get(requirement.kind)?.labels ?? same(requirement.kind),
    })),
    parts: words
      .partsOf(rule.no)
      .filter(({ form }) => form !== 'requires')
      .map(partOf),
  }))
  const parameters = Object.entries(set.parameters).map(([name, parameter]) => ({
    name,
    ...parameter,
    origin: origins.parameters.get(name) ?? here,
    stricter: tighterDirection(name, set.rules) ?? null,
    rules: rulesWith(name, set),
  }))
  return {
    ...{ id, version, title, effective, zone, change, accepts, valueSets, colours },
    ...(set.extends === undefined ? {} : { extends: set.extends }),
    ...(set.previous === undefined ? {} : { previous: set.previous }),
    ...(set.waivers === undefined ? {} : { waivers: set.waivers }),
    rules,
    parameters:
      only === undefined ? parameters : parameters.filter((each) => each.rules.includes(only)),
  }
}

function partOf({ at, form, words, parts }: ExplainedPart): DescribedPart {
  const isJoined = form === 'and' || form === 'or' || form === 'not'
  return { at, form, words, parts: isJoined ? parts.map(partOf) : [] }
}

function same(text: string): Words {
  return { zh: text, en: text }
}
