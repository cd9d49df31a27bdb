/** Instants as the clock of this device shows them, to the second; with the date where it is another day. */

/** `19:03:22`, or `2026-11-25 19:03:22` where that is not the day of `now`. */
export function localTime(instant: string | number, now: string | number = instant): string {
  const [date, time] = textOf(instant)
  return date === textOf(now)[0] ? time : `${date} ${time}`
}

function textOf(instant: string | number): readonly [date: string, time: string] {
  const at = new Date(instant)
  const two = (number: number): string => String(number).padStart(2, '0')
  return [
    `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':'),
  ]
}
