/** Durations of one number and one unit, as seconds. */

const seconds = { D: 86_400, H: 3600, M: 60 } as const

/** Reads `P14D`, `PT72H` or `PT30M`; undefined where it is none of these. */
export function parseDuration(text: string): number | undefined {
  const match = /^P(?:(\d{1,6})(D)|T(\d{1,6})([HM]))$/.exec(text)
  if (match === null) return undefined
  const unit = (match[2] ?? match[4]) as keyof typeof seconds
  return Number(match[1] ?? match[3]) * seconds[unit]
}
