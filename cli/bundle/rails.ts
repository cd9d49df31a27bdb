/** What verifiers would refuse in a rule set, an emergency set or a delegation, said before anybody signs it. */
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { digest, type Document } from './document.ts'
import type { Delegation, DelegationPayload, Rails, Words } from './payloads.ts'
import { before, delegationFor, delegations, isCorrection, rootOf, type Shelf } from './shelf.ts'

const hour = 3600
const emergencyHours = 72

/** What stands against a document; empty where nothing does. */
export function breaches(shelf: Shelf, document: Document, signedAt: number): readonly Words[] {
  switch (document.role) {
    case 'rules':
      return ruleBreaches(shelf, document, signedAt)
    case 'emergency':
      return emergencyBreaches(shelf, document)
    case 'delegation':
      return delegationBreaches(shelf, document)
    default:
      return []
  }
}

/** When a set begins and ends, unix seconds. */
export function windowOf({ value }: Document): { readonly from: number; readonly until: number } {
  const { from, until } = asObject(value['effective']) ?? {}
  const seconds = (text: unknown): number =>
    (findInstant(typeof text === 'string' ? text : '')?.getTime() ?? Number.NaN) / 1000
  return { from: seconds(from), until: seconds(until) }
}

function ruleBreaches(shelf: Shelf, document: Document, signedAt: number): readonly Words[] {
  const delegation = delegationFor(delegations(shelf, rootOf(shelf)), idOf(document))
  const { from, until } = windowOf(document)
  const found: Words[] = [...chainBreaches(shelf, document)]
  if (!(from < until)) {
    found.push({
      zh: '有效期的起止时刻缺失，或终点不晚于起点',
      en: 'effective.from must be an instant before effective.until',
    })
    return found
  }
  if (delegation === undefined) return found
  const { notice, maxAhead, minDuration } = delegation.rails
  const ahead = from - signedAt
  // A correction takes effect at once; the engine asks every set for its basis.
  if (!isCorrection(document) && document.version > 1 && ahead < notice) {
    found.push({
      zh: `生效距签署只有${span(ahead).zh}，至少要提前${span(notice).zh}`,
      en: `takes effect ${span(ahead).en} after it is signed; the notice is ${span(notice).en}`,
    })
  }
  if (ahead > maxAhead) {
    found.push({
      zh: `生效距签署${span(ahead).zh}，最多可提前${span(maxAhead).zh}`,
      en: `takes effect ${span(ahead).en} after it is signed; at most ${span(maxAhead).en} ahead is allowed`,
    })
  }
  if (until - from < minDuration) {
    found.push({
      zh: `只有效${span(until - from).zh}，至少要${span(minDuration).zh}`,
      en: `is in force for ${span(until - from).en}; the shortest is ${span(minDuration).en}`,
    })
  }
  return found
}

function chainBreaches(shelf: Shelf, document: Document): readonly Words[] {
  const older = before(shelf, document)
  const { version, sha256 } = asObject(document.value['previous']) ?? {}
  if (older === undefined) return []
  if (version === older.version && sha256 === digest(older.payload)) return []
  return [
    {
      zh: `previous 必须指明第 ${older.version} 版及其摘要 ${digest(older.payload)}`,
      en: `previous must name version ${older.version} by its digest ${digest(older.payload)}`,
    },
  ]
}

function emergencyBreaches(shelf: Shelf, document: Document): readonly Words[] {
  const prefix = rootOf(shelf).roles.emergency?.prefix ?? ''
  const { from, until } = windowOf(document)
  const rules = document.value['rules']
  const found: Words[] = []
  if (!idOf(document).startsWith(prefix)) {
    found.push({ zh: `代号必须以 ${prefix} 开头`, en: `its id must begin with ${prefix}` })
  }
  if (!(from < until) || until - from > emergencyHours * hour) {
    found.push({
      zh: `应急规则最多有效 ${emergencyHours} 小时`,
      en: `an emergency set lasts ${emergencyHours} hours at most`,
    })
  }
  if (document.value['extends'] !== undefined) {
    found.push({ zh: '应急规则不得继承', en: 'an emergency set extends nothing' })
  }
  const outcomes = Array.isArray(rules)
    ? rules.map((rule: unknown) => asObject(rule)?.['outcome'])
    : []
  if (outcomes.length === 0 || outcomes.some((each) => each !== 'check' && each !== 'stop')) {
    found.push({
      zh: '应急规则只能收紧：每条的结论必须是人工核验或禁止通行',
      en: 'an emergency set can only tighten: every rule must be check or stop',
    })
  }
  return found
}

function delegationBreaches(shelf: Shelf, document: Document): readonly Words[] {
  const { prefix, delegations: list = [] } = document.value as Partial<DelegationPayload>
  const above = delegations(shelf, rootOf(shelf)).find((each) => each.prefix === prefix)
  if (above === undefined) return []
  return list.flatMap((below): readonly Words[] => [
    ...(below.prefix.startsWith(above.prefix) && below.prefix !== above.prefix
      ? []
      : [
          {
            zh: `前缀 ${below.prefix} 必须比 ${above.prefix} 更长并以其开头`,
            en: `prefix ${below.prefix} must begin with ${above.prefix} and be longer`,
          },
        ]),
    ...(isLooser(below, above.rails)
      ? [
          {
            zh: `${below.prefix} 的期限不得宽于 ${above.prefix}`,
            en: `the rails of ${below.prefix} must not be looser than those of ${above.prefix}`,
          },
        ]
      : []),
  ])
}

function isLooser({ rails }: Delegation, above: Rails): boolean {
  return (
    rails.notice < above.notice ||
    rails.minDuration < above.minDuration ||
    rails.maxAhead > above.maxAhead
  )
}

/** The id of a rule set by its place. */
function idOf({ place }: Document): string {
  return place.split('/')[1] ?? ''
}

/** A span as an author thinks of it: days where it is whole days, else hours, else minutes. */
export function span(seconds: number): Words {
  if (seconds < 0) return { zh: `负${span(-seconds).zh}`, en: `minus ${span(-seconds).en}` }
  const [size, zh, en] =
    seconds % 86_400 === 0 && seconds > 86_400
      ? ([86_400, '天', 'days'] as const)
      : seconds >= hour
        ? ([hour, '小时', 'hours'] as const)
        : ([60, '分钟', 'minutes'] as const)
  const count = Math.floor(seconds / size)
  return { zh: `${count}${zh}`, en: `${count} ${count === 1 ? en.slice(0, -1) : en}` }
}
