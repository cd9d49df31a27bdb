/** Who signed in at this screen before: names only, kept for as long as the page lives. */

const most = 6
let known: readonly string[] = []

/** The latest first. */
export const rememberedOperators = (): readonly string[] => known

/** Remembers a name that the station has let in. */
export function rememberOperator(operator: string): void {
  known = [operator, ...known.filter((one) => one !== operator)].slice(0, most)
}
