/** Reads one line of a thermometer. */

/** Whatever is out of these is no person: a hand, a cup, a wall. */
const plausible = { least: 30, most: 45 }

/** A number with up to two decimals, with or without `T=` before and `C` behind it; nothing else on the line. */
const form = /^\s*(?:T\s*[=:]\s*)?(\d{2}(?:\.\d{1,2})?)\s*C?\s*$/i

/** Degrees Celsius; undefined where the line is noise or of no person. */
export function parseCelsius(line: string): number | undefined {
  const celsius = Number(form.exec(line)?.[1])
  return celsius >= plausible.least && celsius <= plausible.most ? celsius : undefined
}
