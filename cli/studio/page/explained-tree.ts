/** The explanation of a case as a tree: the person, then every rule, down to fact and comparison. */
import type { ExplainedPart, ExplainedRule, ShownValue } from 'greengate/rules'
import type { FactTypesWords, Language, StudioCase, StudioPerson } from '../studio-api.ts'
import { explanationWords as words } from './explanation-words.ts'
import type { NodeValue, TreeNode } from './tree-node.ts'

/** What the trees of one page are made with. */
export interface TreeFrame {
  readonly language: Language
  readonly factTypes: FactTypesWords
}

/** The tree of a case: rules that decided first, in the order of their numbers. */
export function explainedTree(one: StudioCase, frame: TreeFrame): readonly TreeNode[] {
  const isDecisive = ({ no }: ExplainedRule): boolean => one.got.fired.includes(no)
  const rules = one.rules ?? []
  const decisive = rules.filter(isDecisive)
  const others = rules.filter((rule) => !isDecisive(rule))
  return [
    personNode(one.person, frame),
    ...decisive.map((rule) => ruleNode(rule, true, frame)),
    ...others.map((rule) => ruleNode(rule, false, frame)),
  ]
}

/** What is open at first: what decided, or where nothing did, what is unknown. */
export function openAtFirst(nodes: readonly TreeNode[]): ReadonlySet<string> {
  const deciding = nodes.filter(({ isDecisive }) => isDecisive === true)
  const decisive = deciding.length > 0 ? deciding : nodes.filter(({ value }) => value === 'unknown')
  return new Set(
    decisive.flatMap(({ key, children }) => [key, ...children.map((each) => each.key)]),
  )
}

function personNode(
  { facts, covers, onSite }: StudioPerson,
  { language, factTypes }: TreeFrame,
): TreeNode {
  const labelOf = (kind: string): string =>
    factTypes.kinds.find(({ name }) => name === kind)?.labels[language] ?? kind
  const join = language === 'zh' ? '，' : ', '
  const shownFields = (fields: Readonly<Record<string, unknown>>): string =>
    Object.entries(fields)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(join)
  const measured = Object.entries(onSite).map(([name, value]) => {
    const unit = factTypes.onSite.find((each) => each.name === name)?.unit
    return `${name} ${unit === undefined ? value : words.amount[language](String(value), unit)}`
  })
  const leaf = (key: string, text: string, found: string): TreeNode => ({
    key: `person ${key}`,
    text,
    found,
    children: [],
  })
  return {
    key: 'person',
    text: words.person[language],
    found: words.facts[language](facts.length),
    children: [
      ...facts.map(({ id, kind, fields }) =>
        leaf(`fact ${id}`, `${labelOf(kind)} (${id})`, shownFields(fields)),
      ),
      ...covers.map(({ kind, until }) =>
        leaf(`covers ${kind}`, words.covers[language](labelOf(kind)), words.until[language](until)),
      ),
      ...(measured.length === 0
        ? []
        : [leaf('on-site', words.measured[language], measured.join(join))]),
    ],
  }
}

function ruleNode(rule: ExplainedRule, isDecisive: boolean, { language }: TreeFrame): TreeNode {
  const { no, id, outcome, value, reason, parts } = rule
  return {
    key: `rule ${no}`,
    text: `${words.rule[language](no)} ${id}`,
    note: reason[language],
    value,
    isDecisive,
    outcome,
    rule: { no },
    children: parts.map((part) => partNode(part, `rule ${no}`, no, language)),
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
