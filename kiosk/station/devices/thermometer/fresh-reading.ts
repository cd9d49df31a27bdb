/** The temperature of whoever stands before the thermometer now: what was measured a while ago is somebody else's. */
import type { Thermometer } from '../device.ts'

const freshMs = 3_000

/** Listens to a thermometer. */
export function followReadings(
  thermometer: Pick<Thermometer, 'listen'>,
  monotonicMs: () => number,
): { readonly celsius: () => number | undefined; readonly stop: () => void } {
  let last: { readonly celsius: number; readonly at: number } | undefined
  const stop = thermometer.listen((celsius) => {
    last = { celsius, at: monotonicMs() }
  })
  return {
    /** The last reading; undefined where there is none of the last three seconds. */
    celsius: () =>
      last !== undefined && monotonicMs() - last.at <= freshMs ? last.celsius : undefined,
    stop,
  }
}
