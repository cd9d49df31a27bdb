/** Puts rules into a rule set as it is written: those of a known number in their places, the others behind; comments stay. */
import type { Rule } from 'greengate/rules'
import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml'
import { formatRuleSetYaml, printRuleSetYaml } from './format-rule-set-yaml.ts'
import { LanguageError } from './language-error.ts'
import { parseRuleSetYaml } from './parse-rule-set-yaml.ts'
import { readYaml } from './read-yaml.ts'

/** A set with the rules in it. */
export interface PutRules {
  readonly text: string
  /** The numbers of the rules that took the place of others, and of those that are new. */
  readonly replaced: readonly number[]
  readonly added: readonly number[]
}

type Members = Readonly<Record<string, unknown>>

/**
 * Puts rules into a set. A member of a rule that says what it said before stays as it is, with its comments.
 *
 * @param text - The set in YAML.
 * @throws {@link LanguageError} for a text that is no set with rules.
 */
export function putRules(text: string, rules: readonly Rule[]): PutRules {
  const { set } = parseRuleSetYaml(text)
  const { document, root, locate } = readYaml(text)
  const list = isMap(root) ? root.get('rules', true) : undefined
  if (!isSeq(list)) {
    throw new LanguageError(locate(0, 0), ['rules:'], 'the set has no list of rules; add rules:')
  }
  const before = (set as { readonly rules: readonly unknown[] }).rules
  const replaced: number[] = []
  const added: number[] = []
  for (const rule of rules) {
    const node = nodeOf(rule)
    const i = before.findIndex((each) => membersOf(each)['no'] === rule.no)
    const old = list.items[i]
    if (isMap(old)) {
      keepSame(old as YAMLMap<ParsedNode>, node, membersOf(before[i]), rule)
      replaced.push(rule.no)
    } else {
      node.spaceBefore = list.items.length > 0
      list.items.push(node)
      added.push(rule.no)
    }
  }
  // A list in brackets has no room for rules.
  list.flow = false
  return { text: formatRuleSetYaml(document.toString({ lineWidth: 0 })), replaced, added }
}

/** The rule as it is printed, which is a map. */
function nodeOf(rule: Rule): YAMLMap<ParsedNode> {
  const { root } = readYaml(printRuleSetYaml({ rules: [rule] }))
  const list = isMap(root) ? root.get('rules', true) : undefined
  const node = isSeq(list) ? list.items[0] : undefined
  if (!isMap(node)) throw new TypeError('a rule is printed as a map')
  return node as YAMLMap<ParsedNode>
}

/** Gives a rule its new members, in the order in which rules are printed. */
function keepSame(
  old: YAMLMap<ParsedNode>,
  { items }: YAMLMap<ParsedNode>,
  before: Members,
  after: Rule,
): void {
  const members = after as unknown as Members
  const pairOf = (name: string) => old.items.find(({ key }) => nameOf(key) === name)
  old.items = items.map((pair) => {
    const name = nameOf(pair.key)
    const known = pairOf(name)
    if (known === undefined) return pair
    const isSame = printed(name, before[name]) === printed(name, members[name])
    if (!isSame) known.value = pair.value
    return known
  })
}

/** What a member says, apart from how it is written. */
function printed(name: string, value: unknown): string {
  return printRuleSetYaml({ rules: [{ [name]: value }] })
}

function nameOf(key: ParsedNode | Scalar): string {
  return isScalar(key) ? String(key.value) : ''
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {}
}
