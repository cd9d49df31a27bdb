/** Dates of machine-readable zones: six digits, whose century follows from what the date is of, and from now. */

/** Nobody is born later than now: the last such day of this century or the one before. Undefined: not wholly stated. */
export function birthDate(digits: string, now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10)
  return daysOf(digits, now).findLast((day) => day <= today)
}

/** No document is valid for more than fifty years: the day that is nearest. Undefined: no day. */
export function expiryDate(digits: string, now: Date): string | undefined {
  const distance = (day: string) => Math.abs(Number(day.slice(0, 4)) - now.getUTCFullYear())
  return daysOf(digits, now).toSorted((one, other) => distance(one) - distance(other))[0]
}

/** The day in the century before, in this one and in the next, as far as there is such a day. */
function daysOf(digits: string, now: Date): readonly string[] {
  const [, year, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? []
  if (year === undefined) return []
  const century = Math.floor(now.getUTCFullYear() / 100)
  return [century - 1, century, century + 1]
    .map((one) => `${one}${year}-${String(month)}-${String(day)}`)
    .filter((date) => {
      const at = new Date(`${date}T00:00:00Z`)
      return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
    })
}
