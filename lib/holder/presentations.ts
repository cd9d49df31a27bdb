/** Shows a code live for as long as it is wanted: a new text at each step. */
import { stepSeconds } from '../credential/layout.ts'
import { unixSeconds } from '../encoding/instant.ts'
import type { HolderKey } from './holder-key.ts'
import { liveText, openOwnCode, stepOf } from './live-presentation.ts'

/** A live code, and until when it is the one to show. */
export interface Presentation {
  readonly text: string
  readonly step: number
  readonly until: Date
}

/** By which clock a code is shown live, and for how long. */
export interface PresentationsOptions {
  /** The holder's clock; default: the platform's. */
  readonly now?: () => Date
  /** Ends it. */
  readonly signal?: AbortSignal
}

/**
 * Live texts of a code, one at the beginning of each step. Ends when the code expires or the signal says so.
 *
 * @throws {@link GreengateError} as `livePresentation`
 *
 * @example
 * ```ts
 * import { presentations, type HolderKey } from 'greengate/holder'
 *
 * const show = async (code: string, key: HolderKey, signal: AbortSignal): Promise<void> => {
 *   for await (const { text, until } of presentations(code, key, { signal })) {
 *     console.log(text.length, until.toISOString())
 *   }
 * }
 * ```
 */
export async function* presentations(
  text: string,
  key: HolderKey,
  { now = () => new Date(), signal }: PresentationsOptions = {},
): AsyncGenerator<Presentation, void, undefined> {
  const { envelope, validUntil } = openOwnCode(text, key)
  let shown: number | undefined
  while (signal?.aborted !== true && unixSeconds(now()) < validUntil) {
    const step = stepOf(now())
    const until = new Date((step + 1) * stepSeconds * 1000)
    if (step !== shown) {
      shown = step
      yield { text: await liveText(envelope, key, step), step, until }
    }
    await untilThen(until.getTime() - now().getTime(), signal)
  }
}

/** Never longer than a step: the clock may be set, and the device may sleep. */
function untilThen(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, Math.min(Math.max(ms, 1), stepSeconds * 1000))
    signal?.addEventListener('abort', end)
    if (signal?.aborted === true) end()
  })
}
