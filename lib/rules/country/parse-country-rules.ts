/** Reads the JSON of country rules: every member there, of its shape, and none unknown. What rules read is checked apart. */
import { shapeOf, type Shape } from '../../encoding/json-shape.ts'
import { parseDateTime } from '../certlogic/date-time.ts'
import { RuleSetFault } from '../fault.ts'
import type { CountryRules, PublishedRule } from './country-rules.ts'
import { countryEngine } from './country-rules.ts'
import { compareVersions, parseVersion, type SemanticVersion } from './semantic-version.ts'

const shape: Shape = /* @__PURE__ */ shapeOf(
  'ERR_RULE_SET_MALFORMED',
  (where, expectation, member) => {
    const at = [where, member].filter((part) => part !== '' && part !== undefined).join('.')
    return new RuleSetFault(at, expectation)
  },
)

const required = 'id version engine title effective country change valueSets rules otherwise'
const optional = ['previous', 'generalGrants', 'invalidation']
const kinds = ['Vaccination', 'Test', 'Recovery'] as const
const maxRules = 1000
/** Deepest nesting, that of every signed document. */
const maxDepth = 64
/** The version of CertLogic that this library speaks. */
const speaks: SemanticVersion = [1, 3, 3]

/**
 * Takes JSON as country rules.
 *
 * @throws RuleSetFault `ERR_RULE_SET_MALFORMED` with the place of the fault, `ERR_RULE_SET_ENGINE` for another engine.
 */
export function parseCountryRules(value: unknown): CountryRules {
  if (isDeeperThan(value, maxDepth)) throw shape.refuse('', 'must not be nested so deep')
  refuseOtherEngine(value)
  const set = shape.record(value, '', required.split(' '), optional)
  shape.text(set['id'], 'id')
  shape.integer(set['version'], 'version', 1)
  shape.words(set['title'], 'title')
  checkWindow(set['effective'])
  const country = countryCode(set['country'], 'country')
  checkProvenance(set['previous'], set['change'])
  shape.entries(set['valueSets'], 'valueSets', (item, at) => shape.list(item, at, shape.text))
  if (set['generalGrants'] !== undefined) {
    shape.list(set['generalGrants'], 'generalGrants', (item, at) => shape.oneOf(item, at, kinds))
  }
  const rules = shape.list(set['rules'], 'rules', (item, at) => {
    const { no, rule } = shape.record(item, at, ['no', 'rule'])
    return { no: shape.integer(no, `${at}.no`, 1), rule: parsePublishedRule(rule, `${at}.rule`) }
  })
  if (rules.length < 1 || rules.length > maxRules) {
    throw shape.refuse('rules', `must be 1 to ${String(maxRules)}`)
  }
  rules.forEach(({ rule: { Type, Country } }, i) => {
    if (Type === 'Acceptance' && Country !== country) {
      throw shape.refuse(`rules[${String(i)}].rule.Country`, 'must be the country of the set')
    }
  })
  checkNumbers(rules)
  checkInvalidation(set['invalidation'], rules)
  shape.oneOf(set['otherwise'], 'otherwise', ['check'])
  return value as CountryRules
}

/**
 * Takes JSON as a published rule.
 *
 * @param at - Where it stands.
 * @throws RuleSetFault
 */
function parsePublishedRule(value: unknown, at: string): PublishedRule {
  const rule = shape.record(value, at, ruleMembers, ['Region'])
  const place = (member: string): string => (at === '' ? member : `${at}.${member}`)
  const text = (member: string): string => shape.text(rule[member], place(member))
  const type = shape.oneOf(rule['Type'], place('Type'), ['Acceptance', 'Invalidation'])
  const kind = shape.oneOf(rule['CertificateType'], place('CertificateType'), ['General', ...kinds])
  const country = countryCode(rule['Country'], place('Country'))
  const prefix = type === 'Invalidation' ? 'IR' : `${kind.charAt(0)}R`
  if (!new RegExp(`^${prefix}-${country}-\\d{4}$`).test(text('Identifier'))) {
    throw shape.refuse(place('Identifier'), `must be ${prefix}-${country}- and four digits`)
  }
  version(rule['Version'], place('Version'))
  version(rule['SchemaVersion'], place('SchemaVersion'))
  const code = 'ERR_RULE_SET_ENGINE'
  if (text('Engine') !== 'CERTLOGIC') {
    throw new RuleSetFault(place('Engine'), 'must be CERTLOGIC', { code })
  }
  if (compareVersions(version(rule['EngineVersion'], place('EngineVersion')), speaks) > 0) {
    throw new RuleSetFault(place('EngineVersion'), 'must be at most 1.3.3', { code })
  }
  if (rule['Region'] !== undefined) text('Region')
  const said = shape.list(rule['Description'], place('Description'), (item, where) => {
    const { lang, desc } = shape.record(item, where, ['lang', 'desc'])
    shape.text(desc, `${where}.desc`)
    return shape.text(lang, `${where}.lang`)
  })
  if (said.length === 0) throw shape.refuse(place('Description'), 'must not be empty')
  const from = publishedInstant(rule['ValidFrom'], place('ValidFrom'))
  if (publishedInstant(rule['ValidTo'], place('ValidTo')) <= from) {
    throw shape.refuse(place('ValidTo'), 'must be later than ValidFrom')
  }
  shape.list(rule['AffectedFields'], place('AffectedFields'), (item, where) => {
    if (!/^\w+(\.\w+)*$/.test(shape.text(item, where))) throw shape.refuse(where, 'must be a path')
  })
  return value as PublishedRule
}

const ruleMembers =
  `Identifier Type Country Version SchemaVersion Engine EngineVersion CertificateType Description ValidFrom ValidTo
  AffectedFields Logic`.split(/\s+/)

/** Published instants name their offset; unix seconds, rounded down. */
export function publishedInstant(value: unknown, at: string): number {
  const text = shape.text(value, at)
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
  const milliseconds = form.test(text) ? parseDateTime(text) : NaN
  if (Number.isNaN(milliseconds)) throw shape.refuse(at, 'must be an instant with its offset')
  return Math.floor(milliseconds / 1000)
}

function version(value: unknown, at: string): SemanticVersion {
  const found = parseVersion(value)
  if (found === undefined) throw shape.refuse(at, 'must be a version such as 1.0.0')
  return found
}

function countryCode(value: unknown, at: string): string {
  const text = shape.text(value, at)
  if (!/^[A-Z]{2}$/.test(text)) throw shape.refuse(at, 'must be two letters such as DE')
  return text
}

function refuseOtherEngine(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('engine' in value)) return
  if (value.engine === countryEngine) return
  const code = 'ERR_RULE_SET_ENGINE'
  throw new RuleSetFault('engine', `must be ${countryEngine}`, { code })
}

function checkWindow(value: unknown): void {
  const effective = shape.record(value, 'effective', ['from', 'until'])
  const from = shape.instant(effective['from'], 'effective.from')
  if (shape.instant(effective['until'], 'effective.until') <= from) {
    throw shape.refuse('effective.until', 'must be later than from')
  }
}

function checkProvenance(previous: unknown, value: unknown): void {
  const texts = ['type', 'how', 'requestedBy', 'reviewedBy']
  const change = shape.record(value, 'change', [...texts, 'basis'])
  for (const member of texts) shape.text(change[member], `change.${member}`)
  if (shape.list(change['basis'], 'change.basis', shape.text).length < 1) {
    throw shape.refuse('change.basis', 'must not be empty')
  }
  if (previous === undefined) return
  const { version: before, sha256 } = shape.record(previous, 'previous', ['version', 'sha256'])
  shape.integer(before, 'previous.version', 1)
  shape.text(sha256, 'previous.sha256')
}

type Rules = CountryRules['rules']

/** One number an identifier, and one identifier a number; each version once, in order. */
function checkNumbers(rules: Rules): void {
  const numbers = new Map<string, number>()
  const names = new Map<number, string>()
  rules.forEach(({ no, rule }, i) => {
    const at = `rules[${String(i)}]`
    const { Identifier: id } = rule
    if ((numbers.get(id) ?? no) !== no) throw shape.refuse(`${at}.no`, 'must be that of its rule')
    if ((names.get(no) ?? id) !== id) throw shape.refuse(`${at}.no`, 'must be unique')
    numbers.set(id, no)
    names.set(no, id)
    const before = rules[i - 1]
    if (before === undefined || before.no < no) return
    if (before.no > no) throw shape.refuse(`${at}.no`, 'must be in order')
    const [a, b] = [before.rule.Version, rule.Version].map(parseVersion)
    const order = compareVersions(a as SemanticVersion, b as SemanticVersion)
    if (order >= 0) throw shape.refuse(`${at}.rule.Version`, 'must be later than the one before')
  })
}

function checkInvalidation(value: unknown, rules: Rules): void {
  const isNeeded = rules.some(({ rule }) => rule.Type === 'Invalidation')
  if (value !== undefined) {
    shape.oneOf(value, 'invalidation', ['true-rejects', 'false-rejects'])
  }
  if (isNeeded !== (value !== undefined)) {
    throw shape.refuse('invalidation', 'must stand there exactly if there is an invalidation rule')
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}
