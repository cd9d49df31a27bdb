/** Parts of rule sets that several commands put into words: instants, numbers, origins, what is accepted. */
import type { AcceptedAssessment, Origin, Parameter, RuleSet } from 'greengate/rules'
import type { Language } from '../edges/language.ts'

/** A set and its version. */
export function versionText({ id, version }: Origin, language: Language): string {
  return language === 'zh' ? `${id} 第 ${version} 版` : `${id} version ${version}`
}

/** A rule by its number and id. */
export function ruleText(no: number, id: string, language: Language): string {
  return language === 'zh' ? `第 ${no} 条 ${id}` : `rule ${no} ${id}`
}

/** An instant as the clocks in the set's zone show it, with the zone: `2020-03-19 05:30 Asia/Shanghai`. */
export function localText(instant: string, { id, offsets }: RuleSet['zone']): string {
  const seconds = Date.parse(instant) / 1000
  const [, offset] = offsets.findLast(([from]) => from <= seconds) ?? [0, undefined]
  if (offset === undefined) return instant
  const local = new Date((seconds + offset) * 1000).toISOString()
  const time = local.endsWith('00.000Z') ? local.slice(11, 16) : local.slice(11, 19)
  return `${local.slice(0, 10)} ${time} ${id}`
}

const units: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  second: { zh: '秒', en: 'seconds' },
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
  year: { zh: '年', en: 'years' },
  Cel: { zh: '℃', en: '°C' },
}

/** A number with its unit. */
export function amountText({ value, unit }: Parameter, language: Language): string {
  if (unit === undefined) return String(value)
  const name = units[unit]?.[language]
  if (name === undefined) return `${value} ${unit}`
  if (language === 'zh') return `${value}${name}`
  return `${value} ${Math.abs(value) === 1 ? name.replace(/s$/, '') : name}`
}

/** A duration such as `P14D` or `PT72H`. */
export function durationText(duration: string, language: Language): string {
  const [, count, letter] = /^PT?(\d+)([DHM])$/.exec(duration) ?? []
  const unit = letter === 'D' ? 'day' : letter === 'H' ? 'hour' : 'minute'
  return amountText({ value: Number(count), unit }, language)
}

/** One entry of what is accepted. */
export function acceptedText(entry: AcceptedAssessment, language: Language): string {
  const { issuer, set, minVersion, maxAge } = entry
  const zh = language === 'zh'
  const age = durationText(maxAge, language)
  const least = [...idsByVersion(minVersion ?? {})].map(([version, ids]) =>
    zh ? `${ids.join('、')} 至少第 ${version} 版` : `${ids.join(', ')} from version ${version} on`,
  )
  const limits = least.length === 0 ? '' : zh ? `（${least.join('；')}）` : ` (${least.join('; ')})`
  return zh
    ? `${issuer} 按 ${set} 作出的评定${limits}，${age}之内`
    : `of ${issuer} by ${set}${limits}, for ${age}`
}

function idsByVersion(minVersion: Readonly<Record<string, number>>): Map<number, string[]> {
  const ids = new Map<number, string[]>()
  for (const [id, version] of Object.entries(minVersion)) {
    ids.set(version, [...(ids.get(version) ?? []), id])
  }
  return ids
}

/** Which way a parameter is stricter. */
export function directionText(direction: 1 | -1 | undefined, language: Language): string {
  if (direction === undefined) return language === 'zh' ? '无更严方向' : 'neither way is stricter'
  if (language === 'zh') return direction > 0 ? '越大越严' : '越小越严'
  return direction > 0 ? 'larger is stricter' : 'smaller is stricter'
}
