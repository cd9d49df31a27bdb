/** Instants as the wire has them. */

/** RFC 3339 in UTC with whole seconds. */
export const instantText = (at: Date | number): string =>
  `${(typeof at === 'number' ? new Date(at * 1000) : at).toISOString().slice(0, 19)}Z`
