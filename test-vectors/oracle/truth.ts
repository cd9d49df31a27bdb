/** No, maybe, yes: how sure a judge can be, and what follows where sureness ends. */

/** 0: surely not; 1: nobody can say; 2: surely. So "and" is the smallest, "or" the largest. */
export type Sure = 0 | 1 | 2

export const no: Sure = 0
export const maybe: Sure = 1
export const yes: Sure = 2

export const all = (first: Sure, ...more: readonly Sure[]): Sure => {
  let least = first
  for (const sure of more) if (sure < least) least = sure
  return least
}
export const either = (first: Sure, ...more: readonly Sure[]): Sure => {
  let most = first
  for (const sure of more) if (sure > most) most = sure
  return most
}
export const opposite = (sure: Sure): Sure => (2 - sure) as Sure

/** Sure of a plain yes or no. */
export const plainly = (isSo: boolean): Sure => (isSo ? yes : no)

/** Whether a field says this; nobody can say where it is blank. */
export const says = (field: string | boolean | undefined, wanted: string | boolean): Sure =>
  field === undefined ? maybe : plainly(field === wanted)

/** Whether a number lies between two bounds, both included; nobody can say where there is none. */
export const between = (low: number, given: number | undefined, high: number): Sure =>
  given === undefined ? maybe : plainly(given >= low && given <= high)

export const atLeast = (given: number | undefined, low: number): Sure =>
  between(low, given, Infinity)
export const atMost = (given: number | undefined, high: number): Sure =>
  between(-Infinity, given, high)

/** Whether a region lies in one of these: a longer code lies in each that it begins with. */
export const liesIn = (region: string | undefined, areas: readonly string[]): Sure =>
  region === undefined
    ? maybe
    : plainly(areas.some((area) => region.slice(0, area.length) === area))

/** So it is, but for whom an exemption spares. */
export const unless = (sure: Sure, exempt: () => Sure): Sure =>
  sure === no ? no : all(sure, opposite(exempt()))
