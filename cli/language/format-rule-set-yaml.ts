/** Writes rule sets as YAML in the one form that they have: new ones, and ones with comments, which stay. */
import type { Expression } from 'greengate/rules'
import { Document, isCollection, isMap, isScalar, isSeq } from 'yaml'
import { layOutYaml } from './lay-out-yaml.ts'
import { inOrder } from './member-order.ts'
import { conditionPath, readRuleSet } from './parse-rule-set-yaml.ts'
import { printCondition } from './print-condition.ts'
import { readYaml } from './read-yaml.ts'

/**
 * Prints a rule set as YAML, its members in the order of docs/rules.md. Parsing it gives the same JSON.
 *
 * @param set - A rule set as JSON.
 * @throws TypeError for a `when` or `unless` that is no expression.
 */
export function printRuleSetYaml(set: unknown): string {
  const conditions = new Map<string, Expression>()
  const ordered = inOrder(set, (path, value) => {
    if (!conditionPath.test(path)) return undefined
    conditions.set(path, value as Expression)
    return ''
  })
  const document = new Document(ordered, { aliasDuplicateObjects: false })
  const text = layOutYaml(document, (path, width) =>
    printCondition(conditions.get(path) as Expression, { width }),
  )
  return withBlankLines(document) ? document.toString({ lineWidth: 0 }) : text
}

/** Sets sections and rules apart. */
function withBlankLines({ contents }: Document): boolean {
  if (!isMap(contents)) return false
  let isAfterSection = false
  for (const { key, value } of contents.items) {
    const isSection = isCollection(value) && value.flow !== true && value.items.length > 0
    if (isScalar(key) && (isSection || isAfterSection)) key.spaceBefore = true
    isAfterSection = isSection
  }
  const rules = contents.get('rules')
  if (isSeq(rules)) {
    for (const rule of rules.items.slice(1)) if (isMap(rule)) rule.spaceBefore = true
  }
  return true
}

/**
 * Writes a rule set as YAML again in the one form that it has. Comments, blank lines and the order of members stay.
 * Formatting what was formatted changes nothing.
 *
 * @throws {@link LanguageError}
 */
export function formatRuleSetYaml(text: string): string {
  const file = readYaml(text)
  const { conditions } = readRuleSet(file)
  const trees = new Map(
    [...conditions].map(([path, tree]) => [path, { tree, remarks: tree.remarks() }] as const),
  )
  return layOutYaml(file.document, (path, width) => {
    const found = trees.get(path)
    if (found === undefined) throw new TypeError('every condition of the document was parsed')
    return printCondition(found.tree.root, { width, remarks: found.remarks })
  })
}
