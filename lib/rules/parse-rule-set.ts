/** Reads a rule set's JSON: every member there, of its shape, and none unknown. Types are checked in compile. */
import { shapeOf } from '../encoding/json-shape.ts'
import { parseDuration } from './duration.ts'
import { RuleSetFault } from './fault.ts'
import type { Overlay, RuleSet } from './rule-set.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_RULE_SET_MALFORMED', (where, expectation, member) => {
  const at = [where, member].filter((part) => part !== '' && part !== undefined).join('.')
  return new RuleSetFault(at, expectation)
})
/** What an overlay may leave to its base. */
const inherited = ['zone', 'accepts', 'colours', 'parameters', 'valueSets', 'rules'] as const
const stated = ['id', 'version', 'engine', 'title', 'effective', 'change', 'otherwise']
const maxRules = 1000
/** Deepest nesting, that of every signed document. */
const maxDepth = 64

/**
 * Takes JSON as a rule set, or as an overlay of one.
 *
 * @throws RuleSetFault `ERR_RULE_SET_MALFORMED` with the place of the fault.
 */
export function parseRuleSet(value: unknown): (RuleSet & { readonly extends?: never }) | Overlay {
  if (isDeeperThan(value, maxDepth)) throw shape.refuse('rule set', 'is nested too deep')
  const isOverlay = typeof value === 'object' && value !== null && 'extends' in value
  const set = isOverlay
    ? shape.record(value, '', [...stated, 'extends'], [...optional, ...inherited])
    : shape.record(value, '', [...stated, ...inherited], optional)
  shape.text(set['id'], 'id')
  shape.integer(set['version'], 'version', 1)
  shape.integer(set['engine'], 'engine', 1)
  shape.words(set['title'], 'title')
  checkWindow(set['effective'])
  checkProvenance(set)
  if (set['zone'] !== undefined) checkZone(set['zone'])
  if (set['accepts'] !== undefined) checkAccepts(set['accepts'])
  checkTables(set)
  if (set['rules'] !== undefined) checkRules(set['rules'], isOverlay ? 0 : 1)
  shape.oneOf(set['otherwise'], 'otherwise', ['check'])
  return value as RuleSet & { readonly extends?: never }
}

const optional = ['previous', 'cases', 'waivers']

function checkRules(value: unknown, least: number): void {
  const rules = shape.list(value, 'rules', checkRule)
  if (rules.length < least || rules.length > maxRules) {
    throw shape.refuse('rules', `must be ${String(least)} to ${String(maxRules)}`)
  }
  for (const member of ['no', 'id'] as const) {
    const found = rules.map((rule) => rule[member])
    const twice = found.findIndex((name, i) => (found as unknown[]).indexOf(name) < i)
    if (twice >= 0) throw shape.refuse(`rules[${String(twice)}].${member}`, 'must be unique')
  }
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
  if (set['extends'] !== undefined) {
    const base = shape.record(set['extends'], 'extends', ['id', 'version', 'sha256'])
    shape.text(base['id'], 'extends.id')
    shape.integer(base['version'], 'extends.version', 1)
    shape.text(base['sha256'], 'extends.sha256')
  }
  if (set['waivers'] !== undefined) {
    shape.list(set['waivers'], 'waivers', (item, at) => {
      const waiver = shape.record(item, at, ['finding', 'no', 'reason'])
      shape.text(waiver['finding'], `${at}.finding`)
      shape.integer(waiver['no'], `${at}.no`)
      shape.text(waiver['reason'], `${at}.reason`)
    })
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
  if (set['parameters'] !== undefined) checkParameters(set['parameters'])
  if (set['valueSets'] !== undefined) {
    shape.entries(set['valueSets'], 'valueSets', (item, at) => shape.list(item, at, shape.text))
  }
  if (set['colours'] === undefined) return
  const colours = shape.record(set['colours'], 'colours', ['pass', 'check', 'stop'])
  for (const outcome of ['pass', 'check', 'stop']) {
    shape.text(colours[outcome], `colours.${outcome}`)
  }
}

function checkParameters(value: unknown): void {
  shape.entries(value, 'parameters', (item, at) => {
    const parameter = shape.record(item, at, ['value'], ['unit', 'overridable'])
    shape.number(parameter['value'], `${at}.value`)
    if (parameter['unit'] !== undefined) shape.text(parameter['unit'], `${at}.unit`)
    if (parameter['overridable'] !== undefined) {
      shape.oneOf(parameter['overridable'], `${at}.overridable`, ['tighten'])
    }
  })
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
