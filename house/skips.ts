/** Which tests may be skipped: the committed list, and the judgement of one run against it. */

/** A test that did not run. */
export interface Skip {
  readonly name: string
  readonly reason: string
}

/** A line of skips.json: tests whose name holds `name` may be skipped while nothing lies at `absent`. */
export interface AllowedSkip {
  readonly name: string
  readonly reason: string
  readonly absent: string
}

/** Reads the committed list; a line that does not say all three things is an error. */
export const parseAllowedSkips = (text: string): readonly AllowedSkip[] => {
  const list: unknown = JSON.parse(text)
  if (!Array.isArray(list)) throw new TypeError('skips.json: must be a list')
  return list.map((line: Partial<AllowedSkip> | null, place) => {
    const { name, reason, absent } = line ?? {}
    if (!name || !reason || !absent)
      throw new TypeError(`skips.json: line ${place + 1} needs name, reason and absent`)
    return { name, reason, absent }
  })
}

/** The line that allows a skip; a test that could have run is allowed by none. */
export const allowedBy = (
  { name }: Skip,
  allowed: readonly AllowedSkip[],
  exists: (path: string) => boolean,
): AllowedSkip | undefined =>
  allowed.find((line) => name.includes(line.name) && !exists(line.absent))
