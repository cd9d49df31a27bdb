/** The terms of every edition, as its decree would list them: how long each thing counts, and where. */

/** What an edition counts by; days and years are civil, seconds to the second. */
export interface Terms {
  /** A declaration is good on its day and on so many days after it. */
  readonly declareDays: number
  readonly areaDays: number
  readonly outsideDays: number
  readonly contactDays: number
  readonly secondaryDays: number
  readonly symptomDays: number
  readonly unwellSeconds: number
  readonly feverCelsius: number
  readonly inconclusiveDays: number
  readonly testSeconds: number
  readonly childYears: number
  /** High-incidence areas, home, counties of high and medium risk, and the countries of rule 16. */
  readonly areas: readonly string[]
  readonly home: readonly string[]
  readonly highRisk: readonly string[]
  readonly mediumRisk: readonly string[]
  readonly countries: readonly string[]
}

/** What no edition and no city ever changed. */
export const fixed = {
  redDays: 14,
  yellowDays: 7,
  brokenDays: 14,
  releasedDays: 28,
  highRiskDays: 14,
  mediumRiskDays: 14,
  positiveDays: 14,
  inboundDays: 14,
  clinicDays: 14,
  householdSeconds: 86_400,
  recordSeconds: 86_400,
  recoveryDays: 14,
  recoveryTests: 2,
  vaccinatedFrom: 14,
  vaccinatedTo: 365,
  assessedSeconds: 86_400,
  wenzhouDays: 14,
  lateInboundDays: 28,
  jiangxiDays: 10,
  islandDays: 7,
  untestedDays: 14,
} as const

const hubei = ['42']
const hubeiAndMore = ['42', '3412', '3601', '4115']

/** Every edition of the base; before the third that is Hangzhou alone. */
const baseTerms = (edition: number): Terms => {
  const daily = edition >= 5
  return {
    declareDays: daily ? 1 : 14,
    areaDays: daily ? 28 : 14,
    outsideDays: daily ? 14 : 7,
    contactDays: daily ? 28 : 14,
    secondaryDays: daily ? 14 : 7,
    symptomDays: daily ? 14 : 7,
    unwellSeconds: 172_800,
    feverCelsius: 37.3,
    inconclusiveDays: 3,
    testSeconds: edition >= 14 ? 172_800 : 259_200,
    childYears: 6,
    areas: edition >= 12 ? ['4201'] : edition >= 4 && edition <= 7 ? hubeiAndMore : hubei,
    home: edition <= 2 ? ['3301'] : ['33'],
    highRisk: edition >= 12 ? ['330327'] : ['330327', '330382', '411503'],
    mediumRisk:
      edition >= 12 ? ['330282', '440104', '440111'] : ['330106', '330282', '330481', '331081'],
    countries:
      edition >= 13
        ? ['DE', 'ES', 'FR', 'GB', 'IR', 'IT', 'JP', 'KR', 'US']
        : ['IR', 'IT', 'JP', 'KR'],
  }
}

/** What a city tightens. */
const cityTerms = (edition: number, set: string, base: Terms): Partial<Terms> => {
  const daily = edition >= 5
  switch (set) {
    case 'cn-3302':
      return { outsideDays: daily ? 17 : 10 }
    case 'cn-3303':
      return { contactDays: daily ? 42 : 21 }
    case 'cn-3304':
      return { testSeconds: base.testSeconds - 86_400 }
    case 'cn-3305':
      return { feverCelsius: 37 }
    case 'cn-3310':
      return { declareDays: daily ? 0 : 7 }
    case 'cn-3311':
      return { symptomDays: daily ? 21 : 10, childYears: 3 }
    default:
      return {}
  }
}

/** Zhejiang's eleven cities. */
export const cities = Array.from({ length: 11 }, (_, i) => `cn-33${String(i + 1).padStart(2, '0')}`)

/** The sets that an edition has. */
export const setsOf = (edition: number): readonly string[] =>
  edition <= 2 ? ['cn-3301'] : ['cn-33', ...cities, ...(edition === 14 ? ['cn-44'] : [])]

/** The terms of a set in an edition. */
export const termsOf = (edition: number, set: string): Terms => {
  const base = baseTerms(edition)
  return { ...base, ...cityTerms(edition, set, base) }
}

const hours = 3600
const day = 24 * hours

/** How fresh the statement "these are all" of a kind must be for passage: since which edition, and seconds. */
const freshness: readonly (readonly [since: number, kind: string, seconds: number])[] = [
  [1, 'checkin', day],
  [1, 'stay', 7 * day],
  [2, 'contact', day],
  [4, 'symptom', day],
  [6, 'quarantine', day],
  [9, 'test', day],
  [11, 'clinic', day],
  [11, 'entry', 3 * day],
  [12, 'household', 12 * hours],
  [12, 'temperature', day],
  [13, 'order', 12 * hours],
  [13, 'recovery', 7 * day],
  [14, 'assessment', day],
]

/** What must be stated in full, and how lately, before anybody passes. */
export const freshnessOf = (
  edition: number,
): readonly { readonly kind: string; readonly seconds: number }[] =>
  freshness.filter(([since]) => since <= edition).map(([, kind, seconds]) => ({ kind, seconds }))
