/** The parameters and value sets of the fourteen versions: what a version counts by, and which places it names. */
import type { Json } from '../hand/jcs.ts'

/** Zhejiang's eleven cities by their codes in GB/T 2260. */
export const cities: readonly (readonly [id: string, zh: string, en: string])[] = [
  ['cn-3301', '杭州市', 'Hangzhou'],
  ['cn-3302', '宁波市', 'Ningbo'],
  ['cn-3303', '温州市', 'Wenzhou'],
  ['cn-3304', '嘉兴市', 'Jiaxing'],
  ['cn-3305', '湖州市', 'Huzhou'],
  ['cn-3306', '绍兴市', 'Shaoxing'],
  ['cn-3307', '金华市', 'Jinhua'],
  ['cn-3308', '衢州市', 'Quzhou'],
  ['cn-3309', '舟山市', 'Zhoushan'],
  ['cn-3310', '台州市', 'Taizhou'],
  ['cn-3311', '丽水市', 'Lishui'],
]

/** The base and its overlays. */
const province: readonly string[] = ['cn-33', ...cities.map(([id]) => id)]

type Members = Readonly<Record<string, Json>>

const tighten = (value: number, unit?: string): Json => ({ value, unit, overridable: 'tighten' })
const fixed = (value: number, unit?: string): Json => ({ value, unit })

/** What a version knows by name, since when, and until when. */
type Table = readonly (readonly [name: string, first: number, last: number, member: Json])[]

const parameterTable: Table = [
  ['declareDays', 1, 4, tighten(14, 'day')],
  ['declareDays', 5, 14, tighten(1, 'day')],
  ['areaDays', 1, 4, fixed(14, 'day')],
  ['areaDays', 5, 14, fixed(28, 'day')],
  ['outsideDays', 1, 4, tighten(7, 'day')],
  ['outsideDays', 5, 7, tighten(14, 'day')],
  ['contactDays', 2, 4, tighten(14, 'day')],
  ['contactDays', 5, 14, tighten(28, 'day')],
  ['secondaryDays', 2, 4, fixed(7, 'day')],
  ['secondaryDays', 5, 14, fixed(14, 'day')],
  ['symptomDays', 4, 4, tighten(7, 'day')],
  ['symptomDays', 5, 14, tighten(14, 'day')],
  ['feverCelsius', 5, 14, tighten(37.3, 'Cel')],
  ['redDays', 5, 14, fixed(14, 'day')],
  ['redReports', 5, 14, fixed(14)],
  ['yellowDays', 5, 14, fixed(7, 'day')],
  ['yellowReports', 5, 14, fixed(7)],
  ['releasedDays', 6, 14, fixed(28, 'day')],
  ['countyDays', 8, 14, fixed(14, 'day')],
  ['positiveDays', 9, 14, fixed(14, 'day')],
  ['testHours', 9, 13, tighten(72, 'hour')],
  ['testHours', 14, 14, tighten(48, 'hour')],
  ['inboundDays', 11, 14, fixed(14, 'day')],
  ['childYears', 13, 14, tighten(6, 'year')],
]

const hubei = ['42']
const valueSetTable: Table = [
  ['highIncidence', 1, 3, hubei],
  ['highIncidence', 4, 7, ['3412', '3601', '4115', '42']],
  ['highIncidence', 8, 11, hubei],
  ['highIncidence', 12, 14, ['4201']],
  ['home', 1, 2, ['3301']],
  ['home', 3, 7, ['33']],
  ['highRisk', 8, 11, ['330327', '330382', '411503']],
  ['highRisk', 12, 14, ['330327']],
  ['mediumRisk', 8, 11, ['330106', '330282', '330481', '331081']],
  ['mediumRisk', 12, 14, ['330282', '440104', '440111']],
  ['countries', 11, 12, ['IR', 'IT', 'JP', 'KR']],
  ['countries', 13, 14, ['DE', 'ES', 'FR', 'GB', 'IR', 'IT', 'JP', 'KR', 'US']],
  ['ownSets', 14, 14, province],
]

const of = (table: Table, edition: number): Members =>
  Object.fromEntries(
    table
      .filter(([, first, last]) => first <= edition && edition <= last)
      .map(([name, , , member]) => [name, member]),
  )

export const parametersOf = (edition: number): Members => of(parameterTable, edition)
export const valueSetsOf = (edition: number): Members => of(valueSetTable, edition)

/** Asia/Shanghai since its last summer time ended. */
export const zone: Json = {
  id: 'Asia/Shanghai',
  tzdata: '2026b',
  offsets: [[684_867_600, 28_800]],
}

/** The oldest version whose assessments count: a mistake that was corrected is not taken over. */
const oldest = (edition: number): number => (edition >= 14 ? 13 : edition >= 10 ? 10 : 7)

/** What assessments a version accepts: before the third Hangzhou's own, then the whole province's. */
export const acceptsOf = (edition: number, maxAge = edition >= 12 ? 'PT12H' : 'PT24H'): Json => {
  if (edition <= 2) return { assessments: [{ issuer: 'cn-3301', set: 'cn-3301', maxAge }] }
  const minVersion: Json =
    edition < 7 ? { 'cn-3301': 2 } : Object.fromEntries(province.map((id) => [id, oldest(edition)]))
  const ours = { issuer: 'cn-33*', set: 'cn-33*', minVersion, maxAge }
  const guangdong = { issuer: 'cn-44*', set: 'cn-44*', maxAge }
  return { assessments: edition >= 14 ? [ours, guangdong] : [ours] }
}
