/** Versions that a station has had lately, and since when: an update soon after another must not make it young again. */
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'

/** What, which version, and since when (milliseconds, by the collector's clock). */
export type Held = readonly [string, number, number]

const most = 16

/** What it has held after one more heartbeat; newest last. */
export function nextHeld(
  before: readonly Held[],
  { bundle, rules }: Pick<Heartbeat, 'bundle' | 'rules'>,
  at: number,
): readonly Held[] {
  const has: Held[] = [
    ...(bundle === null ? [] : [['bundle', bundle[0], at] as const]),
    ...(rules === null ? [] : [[`rules/${rules[0]}`, rules[1], at] as const]),
  ]
  const isNew = ([what, version]: Held): boolean =>
    before.findLast((each) => each[0] === what)?.[1] !== version
  // Nobody has had anything since a time that is yet to come: our clock was set back.
  const known = before.map(([what, version, since]): Held => [what, version, Math.min(since, at)])
  return [...known, ...has.filter(isNew)].slice(-most)
}

/** Since when it has had that version or a newer one, as far as is known; undefined: it has an older one now. */
export function heldSince(
  held: readonly Held[],
  what: string,
  version: number,
): number | undefined {
  let since: number | undefined
  for (const [name, its, at] of held) {
    if (name !== what) continue
    if (its < version) since = undefined
    else since ??= at
  }
  return since
}
