/** Civil days and instants of synthetic people as text: integers in, and only China's one zone. */

/** China has had one zone, eight hours ahead of UTC, and no summer time since 1991. */
const zoneOffset = 28_800

export const daySeconds = 86_400

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

/** A date as text, from the days since 1970-01-01 (Gregorian; years 0 to 9999). */
export function dateText(day: number): string {
  // Counted from 1 March of year 0, so that a leap day ends its year; an era has 400 years.
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

/** An instant as text, from unix seconds. */
export function secondText(seconds: number): string {
  const day = Math.floor(seconds / daySeconds)
  const rest = seconds - day * daySeconds
  const minutes = Math.floor(rest / 60)
  return `${dateText(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(rest % 60)}Z`
}

/** The civil day of an instant. */
export function dayOf(seconds: number): number {
  return Math.floor((seconds + zoneOffset) / daySeconds)
}

/** The first second of a civil day. */
export function startOf(day: number): number {
  return day * daySeconds - zoneOffset
}

/** The civil day so many years before another; before 29 February in a year without one: 1 March. */
export function yearsBefore(day: number, years: number): number {
  const [year = 0, month = 1, dayOfMonth = 1] = dateText(day).split('-').map(Number)
  return Date.UTC(year - years, month - 1, dayOfMonth) / (daySeconds * 1000)
}
