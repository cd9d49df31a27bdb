/** Reads a rule set's JSON: every member there, of its shape, and none unknown. Types are checked in compile. */
import { shapeOf } from '../encoding/json-shape.ts'
import { parseDuration } from './duration.ts'
import type { RuleSet } from './rule-set.ts'

const shape = shapeOf('ERR_RULE_SET_MALFORMED')
const required = [
  'id',
  'version',
  'engine',
  'title',
  'effective',
  'zone',
  'change',
  'accepts',
  'parameters',
  'valueSets',
  'colours',
  'rules',
  'otherwise',
]
const maxRules = 1000
/** Deepest nesting, that of every signed document. */
const maxDepth = 64

/**
 * Takes JSON as a rule set.
 *
 * @throws {@link GreengateError} `ERR_RULE_SET_MALFORMED` with the place of the fault.
 */
export function parseRuleSet(value: unknown): RuleSet {
  if (isDeeperThan(value, maxDepth)) throw shape.refuse('rule set', 'is nested too deep')
  const set = shape.record(value, 'rule set', required, ['previous', 'cases'])
  shape.text(set['id'], 'id')
  shape.integer(set['version'], 'version', 1)
  shape.integer(set['engine'], 'engine', 1)
  shape.words(set['title'], 'title')
  checkWindow(set['effective'])
  checkZone(set['zone'])
  checkProvenance(set)
  checkAccepts(set['accepts'])
  checkTables(set)
  const rules = shape.list(set['rules'], 'rules', checkRule)
  if (rules.length < 1 || rules.length > maxRules) throw shape.refuse('rules', 'must be 1 to 1000')
  for (const member of ['no', 'id'] as const) {
    if (new Set(rules.map((rule) => rule[member])).size < rules.length) {
      throw shape.refuse('rules', `every ${member} must be unique`)
    }
  }
  shape.oneOf(set['otherwise'], 'otherwise', ['check'])
  return value as RuleSet
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}

function checkWindow(value: unknown): void {
  const effective = shape.record(value, 'effective', ['from', 'until'])
  const from = shape.instant(effective['from'], 'effective.from')
  if (shape.instant(effective['until'], 'effective.until') <= from) {
    throw shape.refuse('effective.until', 'must be later than from')
  }
}

function checkZone(value: unknown): void {
  const zone = shape.record(value, 'zone', ['id', 'tzdata', 'offsets'])
  shape.text(zone['id'], 'zone.id')
  shape.text(zone['tzdata'], 'zone.tzdata')
  let before = -Infinity
  const offsets = shape.list(zone['offsets'], 'zone.offsets', (row, at) => {
    const [from, offset] = shape.list(row, at, (item) => item)
    const start = shape.integer(from, at, -8e9)
    // No place on earth is a day or more from UTC.
    if (Math.abs(shape.integer(offset, at, -86_399)) > 86_399) throw shape.refuse(at, 'too far')
    if (start <= before) throw shape.refuse(at, 'must be later than the row before')
    before = start
  })
  if (offsets.length < 1) throw shape.refuse('zone.offsets', 'must not be empty')
}

function checkProvenance(set: Readonly<Record<string, unknown>>): void {
  const change = shape.record(set['change'], 'change', [
    'type',
    'how',
    'basis',
    'requestedBy',
    'reviewedBy',
  ])
  for (const member of ['type', 'how', 'requestedBy', 'reviewedBy']) {
    shape.text(change[member], `change.${member}`)
  }
  if (shape.list(change['basis'], 'change.basis', shape.text).length < 1) {
    throw shape.refuse('change.basis', 'must not be empty')
  }
  if (set['previous'] !== undefined) {
    const previous = shape.record(set['previous'], 'previous', ['version', 'sha256'])
    shape.integer(previous['version'], 'previous.version', 1)
    shape.text(previous['sha256'], 'previous.sha256')
  }
  if (set['cases'] !== undefined) {
    const cases = shape.record(set['cases'], 'cases', ['count', 'sha256'])
    shape.integer(cases['count'], 'cases.count')
    shape.text(cases['sha256'], 'cases.sha256')
  }
}

function checkAccepts(value: unknown): void {
  const accepts = shape.record(value, 'accepts', ['assessments'])
  shape.list(accepts['assessments'], 'accepts.assessments', (item, at) => {
    const entry = shape.record(item, at, ['issuer', 'set', 'maxAge'], ['minVersion'])
    shape.text(entry['issuer'], `${at}.issuer`)
    shape.text(entry['set'], `${at}.set`)
    checkDuration(entry['maxAge'], `${at}.maxAge`)
    if (entry['minVersion'] !== undefined) {
      shape.entries(entry['minVersion'], `${at}.minVersion`, (v, place) => shape.integer(v, place))
    }
  })
}

function checkTables(set: Readonly<Record<string, unknown>>): void {
  shape.entries(set['parameters'], 'parameters', (item, at) => {
    const parameter = shape.record(item, at, ['value'], ['unit'])
    shape.number(parameter['value'], `${at}.value`)
    if (parameter['unit'] !== undefined) shape.text(parameter['unit'], `${at}.unit`)
  })
  shape.entries(set['valueSets'], 'valueSets', (item, at) => shape.list(item, at, shape.text))
  const colours = shape.record(set['colours'], 'colours', ['pass', 'check', 'stop'])
  for (const outcome of ['pass', 'check', 'stop']) {
    shape.text(colours[outcome], `colours.${outcome}`)
  }
}

function checkRule(value: unknown, at: string): { no: number; id: string } {
  const rule = shape.record(
    value,
    at,
    ['no', 'id', 'outcome', 'when', 'reason'],
    ['unless', 'requires'],
  )
  const outcome = shape.oneOf(rule['outcome'], `${at}.outcome`, ['pass', 'check', 'stop'])
  shape.words(rule['reason'], `${at}.reason`)
  if (rule['requires'] !== undefined) {
    if (outcome !== 'pass') throw shape.refuse(`${at}.requires`, 'stands on pass rules only')
    shape.list(rule['requires'], `${at}.requires`, (item, place) => {
      const requirement = shape.record(item, place, ['kind', 'maxAge'])
      shape.text(requirement['kind'], `${place}.kind`)
      checkDuration(requirement['maxAge'], `${place}.maxAge`)
    })
  }
  return {
    no: shape.integer(rule['no'], `${at}.no`, 1),
    id: shape.text(rule['id'], `${at}.id`),
  }
}

function checkDuration(value: unknown, at: string): void {
  if (parseDuration(shape.text(value, at)) === undefined) {
    throw shape.refuse(at, 'must be a duration such as P14D or PT72H')
  }
}
