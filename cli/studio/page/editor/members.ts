/** Which members may stand where, in rule sets and in their cases. */
import { membersAt } from '../../../language/member-order.ts'
import type { Known } from './known.ts'

/** Of cases, in the order in which `rules new` writes them. */
const ofCases: readonly (readonly [path: RegExp, members: readonly string[]])[] = [
  [/^$/, ['about', 'ruleSet', 'cases']],
  [/^ruleSet$/, ['id', 'version']],
  [/^cases\[\d+\]$/, ['id', 'comment', 'now', 'person', 'outcome', 'fired', 'missing']],
  [/^cases\[\d+\]\.person$/, ['facts', 'covers', 'onSite']],
  [
    /^cases\[\d+\]\.person\.facts\[\d+\]$/,
    ['id', 'kind', 'fields', 'source', 'recordedAt', 'retracts'],
  ],
  [/^cases\[\d+\]\.person\.covers\[\d+\]$/, ['kind', 'until']],
]

/** The fixed members at a path. */
export function fixedMembers(path: string, { kind }: Pick<Known, 'kind'>): readonly string[] {
  if (kind === 'rules') return membersAt(path)
  return ofCases.find(([form]) => form.test(path))?.[1] ?? []
}

const lists = ['assessments', 'basis', 'offsets', 'rules', 'requires', 'waivers']
const listsOfCases = ['cases', 'facts', 'covers']
const maps = ['minVersion', 'parameters', 'valueSets', 'fields', 'onSite']

/** What a member's value is made of: a list, further members, or one value. */
export function shapeOfMember(path: string, known: Pick<Known, 'kind'>): 'list' | 'map' | 'value' {
  const name = path.replace(/^.*\./, '')
  if ((known.kind === 'rules' ? lists : listsOfCases).includes(name)) return 'list'
  return maps.includes(name) || fixedMembers(path, known).length > 0 ? 'map' : 'value'
}
