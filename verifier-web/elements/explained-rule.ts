/** A rule as a tree: its parts, down to fact and comparison, each with what it came to. */
import type { ExplainedPart, ExplainedRule, ShownValue } from 'greengate'
import { explainedWords as words } from './explained-words.ts'
import type { Language } from './language.ts'

/** What a condition came to; none for what is no condition. */
export type NodeValue = 'true' | 'false' | 'unknown'

/** One line of a tree. */
export interface TreeNode {
  /** Unlike that of any other node of the tree. */
  readonly key: string
  readonly text: string
  readonly value?: NodeValue
  /** What was found, in few words. */
  readonly found?: string
  /** Said more quietly behind the text. */
  readonly note?: string
  /** Whether this is what decided. */
  readonly isDecisive?: boolean
  /** Which rule, and where in it. */
  readonly rule?: { readonly no: number; readonly at?: string }
  readonly outcome?: 'pass' | 'check' | 'stop'
  readonly children: readonly TreeNode[]
}

/** The tree of one rule. */
export function ruleNode(rule: ExplainedRule, isDecisive: boolean, language: Language): TreeNode {
  const { no, id, outcome, value, reason, parts } = rule
  return {
    key: `rule ${String(no)}`,
    text: `${words.rule[language](no)} ${id}`,
    note: reason[language],
    value,
    isDecisive,
    outcome,
    rule: { no },
    children: parts.map((part) => partNode(part, `rule ${String(no)}`, no, language)),
  }
}

function partNode(part: ExplainedPart, above: string, no: number, language: Language): TreeNode {
  const key = `${above} ${part.at}`
  const role = part.at === 'unless' ? words.unless : part.at === 'when' ? words.when : undefined
  const text = part.words[language]
  const found = foundIn(part, language)
  const value = valueOf(part)
  return {
    key,
    text: role === undefined ? text : `${role[language]}${text}`,
    ...(value === undefined ? {} : { value }),
    ...(found === '' ? {} : { found }),
    ...(part.covered === false ? { note: words.uncovered[language] } : {}),
    rule: { no, at: part.at },
    children: [
      ...(part.facts ?? []).map(({ id, where }) => factNode(id, where, key, no, language)),
      ...part.parts.filter(isWorthALine).map((each) => partNode(each, key, no, language)),
    ],
  }
}

/** What the condition made of one fact. */
function factNode(
  id: string,
  where: ExplainedPart | null,
  above: string,
  no: number,
  language: Language,
): TreeNode {
  const key = `${above} fact ${id}`
  if (where === null) return { key, text: words.fact[language](id), value: 'true', children: [] }
  const inside = partNode(where, key, no, language)
  return { ...inside, key, text: `${words.fact[language](id)}${inside.text}` }
}

/** Fields, numbers and texts stand in the words of the comparison that they belong to. */
function isWorthALine({ value, facts, form }: ExplainedPart): boolean {
  if (form === 'field' || form === 'onSite') return false
  return typeof value === 'boolean' || value === null || facts !== undefined
}

function valueOf({ value, covered, form }: ExplainedPart): NodeValue | undefined {
  if (form === 'requires') return covered === true ? 'true' : 'unknown'
  if (value === null) return 'unknown'
  return typeof value === 'boolean' ? (value ? 'true' : 'false') : undefined
}

/** What a comparison found: what it compares with stands in its words. */
function foundIn({ value, unit, parts }: ExplainedPart, language: Language): string {
  if (typeof value !== 'boolean' && value !== null && value !== undefined)
    return amount(value, unit, language)
  return parts
    .filter(({ form }) => form !== 'value' && form !== 'parameter')
    .flatMap((part) => {
      if (part.value === undefined || typeof part.value === 'boolean') return []
      return [
        part.value === null ? words.unknown[language] : amount(part.value, part.unit, language),
      ]
    })
    .join(', ')
}

function amount(
  value: Exclude<ShownValue, null>,
  unit: string | undefined,
  language: Language,
): string {
  const text =
    typeof value === 'object'
      ? `${String(value.low)}…${value.high === null ? '' : String(value.high)}`
      : String(value)
  return unit === undefined ? text : words.amount[language](text, unit)
}

/** The kinds of fact and measurements for want of which a rule cannot be told. */
export function unknownKinds({ parts, reads }: ExplainedRule): readonly string[] {
  const within = ({
    form,
    name,
    value,
    covered,
    parts: below,
  }: ExplainedPart): readonly string[] => {
    const isUnknown = form === 'requires' ? covered !== true : value === null
    if (!isUnknown) return []
    return name !== undefined && reads.includes(name) ? [name] : below.flatMap(within)
  }
  return [...new Set(parts.flatMap(within))]
}
