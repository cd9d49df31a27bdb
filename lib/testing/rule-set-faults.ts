/** Puts one fault into a right rule set, at every place where it can be put, and says what must be found. */
import type { FindingCode } from '../rules/check/finding.ts'
import type { Vocabulary } from '../rules/vocabulary.ts'

/** A set with one fault. */
export interface Fault {
  readonly kind: string
  readonly set: unknown
  readonly code: FindingCode
  readonly at: string
  /** The name that was meant. */
  readonly suggestion?: string
  /** Whether its JSON does not even have the form of a rule set. */
  readonly isOfForm: boolean
}

type Path = readonly (string | number)[]
type Members = Readonly<Record<string, unknown>>

/** A path as findings write it. */
const written = (path: Path): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${String(part)}]`
        : text === ''
          ? part
          : `${text}.${part}`,
    '',
  )

/** The JSON with another value at a path; without a value, with nothing there. */
function changed(json: unknown, path: Path, ...value: readonly [unknown?]): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value[0]
  if (Array.isArray(json)) {
    return json.map((item: unknown, i) => (i === first ? changed(item, rest, ...value) : item))
  }
  const members = json as Members
  if (rest.length === 0 && value.length === 0) {
    return Object.fromEntries(Object.entries(members).filter(([name]) => name !== first))
  }
  return { ...members, [first]: changed(members[first], rest, ...value) }
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members that may be left out. */
const optional: readonly string[] = [
  ...['previous', 'cases', 'waivers', 'unit', 'overridable', 'minVersion', 'unless', 'requires'],
  'where',
]
const inherited = ['zone', 'accepts', 'colours', 'parameters', 'valueSets', 'rules']
/** Objects whose members have names of the authors' own. */
const open = ['parameters', 'valueSets', 'minVersion']

class Seeder {
  readonly faults: Fault[] = []
  readonly #set: Members
  readonly #vocabulary: Vocabulary

  constructor(set: Members, vocabulary: Vocabulary) {
    this.#set = set
    this.#vocabulary = vocabulary
  }

  put(
    kind: string,
    code: FindingCode,
    path: Path,
    at: Path,
    value: readonly [unknown?],
    suggestion?: string,
  ): void {
    const isOfForm = ['missing-member', 'unknown-member', 'malformed'].includes(code)
    const fault = { kind, code, at: written(at), isOfForm, set: changed(this.#set, path, ...value) }
    this.faults.push(suggestion === undefined ? fault : { ...fault, suggestion })
  }

  /** Members that are not there, too many, or of another type, in everything but conditions. */
  members(value: unknown, path: Path): void {
    const name = path.at(-1)
    if (name === 'when' || name === 'unless') {
      this.expression(value, path, true, undefined)
      return
    }
    if (path.length > 0) {
      this.put('another type', 'malformed', path, path, [false])
      // Parts of a row of offsets have the row for their place.
      if (path.at(-2) === 'offsets') return
    }
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) this.members(item, [...path, i])
    }
    if (!isMembers(value)) return
    const isOpen = typeof name === 'string' && open.includes(name)
    if (!isOpen) {
      const extra = [...path, 'oops']
      this.put('a member too many', 'unknown-member', extra, extra, [1])
    }
    for (const [member, item] of Object.entries(value)) {
      const at = [...path, member]
      const isFree = path.length === 0 && 'extends' in this.#set && inherited.includes(member)
      const isNeeded = !isOpen && !optional.includes(member) && !isFree && member !== 'extends'
      if (isNeeded) this.put('a member missing', 'missing-member', at, at, [])
      this.members(item, at)
    }
    if (typeof value['maxAge'] === 'string') {
      const at = [...path, 'maxAge']
      this.put('a wrong duration', 'malformed', at, at, ['P1W'])
    }
    if (path.at(-2) === 'requires') this.name(value, 'kind', path)
    if (path.at(-2) === 'rules') {
      this.put('another outcome', 'malformed', [...path, 'outcome'], [...path, 'outcome'], ['warn'])
      this.put('number 0', 'malformed', [...path, 'no'], [...path, 'no'], [0])
    }
  }

  name(members: Members, member: string, path: Path): void {
    const right = members[member]
    if (typeof right !== 'string') return
    const at = [...path, member]
    this.put('a name misspelt', 'unknown-name', at, at, [`${right}z`], right)
    this.put('no name', 'malformed', at, at, [7])
  }

  /** @param sibling - What it is compared with. */
  expression(
    node: unknown,
    path: Path,
    isCondition: boolean,
    kind: string | undefined,
    sibling?: unknown,
  ): void {
    const members = node as Members
    const extra = [...path, 'oops']
    this.put('a member too many', 'unknown-member', extra, extra, [1])
    this.put('no expression', 'malformed', path, path, [null])
    this.put('an empty expression', 'malformed', path, path, [{}])
    const isConstant = (side: unknown): boolean =>
      isMembers(side) && ('value' in side || 'parameter' in side)
    const at = isConstant(sibling) ? path.slice(0, -1) : path
    if (isCondition) this.put('a value for a condition', 'type', path, path, [{ value: 5 }])
    else if (isMembers(sibling) && !isTruth(sibling)) {
      this.put('a truth for a value', 'type', path, at, [{ value: true }])
    }
    for (const member of ['parameter', 'onSite', 'set', 'kind', 'by', 'field']) {
      this.name(members, member, path)
    }
    if ('value' in members) this.literal(members, path, kind, sibling)
    if (typeof members['op'] === 'string') this.operator(members, members['op'], path, kind)
  }

  literal(members: Members, path: Path, kind: string | undefined, sibling: unknown): void {
    const { value, unit } = members
    const [atValue, atUnit] = [
      [...path, 'value'],
      [...path, 'unit'],
    ]
    this.put('an empty literal', 'malformed', atValue, atValue, [null])
    if (typeof value === 'number') {
      this.put('text for a number', 'type', path, path, [{ value: 'many' }])
      this.put('another unit', 'unit', atUnit, atUnit, ['mile'])
      if (unit !== undefined) this.put('no unit', 'unit', atUnit, path, [])
    } else {
      this.put('a number for another thing', 'type', path, path, [{ value: 5 }])
      this.put('a unit too many', 'unit', atUnit, atUnit, ['day'])
    }
    if (typeof value !== 'string' || !isMembers(sibling)) return
    const fields = this.#vocabulary.types.get((sibling['kind'] ?? kind) as string)?.fields
    const type = fields?.get(String(sibling['field']))?.type
    if (type === 'enumeration') {
      this.put('a value misspelt', 'unknown-name', atValue, atValue, [`${value}z`], value)
    }
    if (type === 'instant' || type === 'date') {
      this.put('no time', 'type', atValue, atValue, ['noon'])
    }
  }

  operator(members: Members, op: string, path: Path, outer: string | undefined): void {
    const at = [...path, 'op']
    this.put('an operator misspelt', 'unknown-name', at, at, [`${op}z`], op)
    for (const member of Object.keys(members)) {
      if (member === 'where') continue
      this.put('a member missing', 'missing-member', [...path, member], [...path, member], [])
    }
    const isLogic = op === 'and' || op === 'or' || op === 'not'
    const { of, left, right, where, kind } = members
    if (Array.isArray(of)) {
      this.put('too few parts', 'malformed', [...path, 'of'], [...path, 'of'], [[of[0]]])
      for (const [i, part] of of.entries()) this.expression(part, [...path, 'of', i], true, outer)
    } else if (of !== undefined) {
      this.expression(of, [...path, 'of'], isLogic, outer)
      if (!isLogic) {
        const value = [{ value: true }] as const
        this.put('no time', 'type', [...path, 'of'], [...path, 'of'], value)
      }
    }
    if (left !== undefined) this.expression(left, [...path, 'left'], false, outer, right)
    if (right !== undefined) this.expression(right, [...path, 'right'], false, outer, left)
    if (where !== undefined) this.expression(where, [...path, 'where'], true, kind as string)
    const isOfNames = [left, right].some((side) => isMembers(side) && isName(side['value']))
    if ((op === '==' || op === '!=') && isOfNames) {
      this.put('an order of names', 'type', at, at, ['<'])
    }
  }
}

/** A truth can be compared with a truth. */
const isTruth = ({ value, field }: Members): boolean =>
  typeof value === 'boolean' ||
  ['unwell', 'completed', 'cleared', 'quarantined'].includes(field as string)

/** Neither a number nor an instant nor a date. */
const isName = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && !value.includes('T00:'))

/** Every fault of form, name, type and unit that can be put into a set. */
export function faultsOf(set: unknown, vocabulary: Vocabulary): readonly Fault[] {
  const seeder = new Seeder(set as Members, vocabulary)
  seeder.members(set, [])
  return seeder.faults
}
