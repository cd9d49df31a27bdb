/** The explanation of a case as a tree: the person, then every rule, down to fact and comparison. */
import type { ExplainedRule } from 'greengate/rules'
import { ruleNode, type TreeNode } from '../../../verifier-web/elements/explained-rule.ts'
import type { FactTypesWords, Language, StudioCase, StudioPerson } from '../studio-api.ts'
import { explanationWords as words } from './explanation-words.ts'

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
    ...decisive.map((rule) => ruleNode(rule, true, frame.language)),
    ...others.map((rule) => ruleNode(rule, false, frame.language)),
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
