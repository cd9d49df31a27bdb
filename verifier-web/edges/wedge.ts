/** Listens to a scanner that types as a keyboard does, wherever the focus is, and keeps its keys from pressing anything. */
import { wedgeText, wedgeTimes, type WedgeNoise, type WedgeTimes } from './wedge-text.ts'

/** Who is told. */
export interface WedgeListeners {
  readonly onText: (text: string) => void
  /** A scanner typed, and it is no code; count it, and keep nothing of it. */
  readonly onNoise?: (noise: WedgeNoise) => void
}

/**
 * Keys say by their own time when they were pressed, and that alone tells scans apart. A busy machine brings them late, in
 * lots: what has begun is given up only when nothing more can be on its way.
 */
const patience = 20

/** A field, and what was in it before the scanner began. */
interface Before {
  readonly field: HTMLInputElement | HTMLTextAreaElement
  readonly value: string
}

/**
 * Starts to listen.
 *
 * Staff who type in a field with `data-typed-by-hand` keep their keys; a scan that runs into it is taken out of it again.
 *
 * @param target - The document: its keys are seen before anything on the page sees them.
 * @returns Ends it.
 */
export function startWedge(
  target: EventTarget,
  { onText, onNoise }: WedgeListeners,
  times: WedgeTimes = wedgeTimes,
): () => void {
  const wedge = wedgeText(times)
  const held = new Set<string>()
  let before: Before | undefined
  let gap: ReturnType<typeof setTimeout> | undefined

  const hold = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const awaitSilence = () => {
    clearTimeout(gap)
    if (!wedge.isOpen()) return
    gap = setTimeout(() => {
      before = undefined
      const noise = wedge.silence()
      if (noise !== undefined) onNoise?.(noise)
    }, times.gapMs * patience)
  }
  const takeOut = () => {
    if (before === undefined) return
    const { field, value } = before
    before = undefined
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }

  const down = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return
    const field = event.composedPath()[0]
    const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    const value = isField ? field.value : ''
    const { isTaken, isFirst, text, noise } = wedge.down({
      code: event.code,
      isShifted: event.shiftKey,
      isCommand: event.ctrlKey || event.metaKey,
      isAlt: event.altKey,
      isRepeat: event.repeat,
      isByHand: isField && 'typedByHand' in field.dataset,
      atMs: event.timeStamp,
    })
    if (isFirst) before = isField ? { field, value } : undefined
    if (isTaken) {
      hold(event)
      held.add(event.code)
      takeOut()
    }
    if (!wedge.isOpen()) before = undefined
    awaitSilence()
    if (noise !== undefined) onNoise?.(noise)
    if (text !== undefined) onText(text)
  }
  const up = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return
    wedge.up(event.code)
    if (held.delete(event.code)) hold(event)
  }

  target.addEventListener('keydown', down, true)
  target.addEventListener('keyup', up, true)
  return () => {
    clearTimeout(gap)
    target.removeEventListener('keydown', down, true)
    target.removeEventListener('keyup', up, true)
  }
}
