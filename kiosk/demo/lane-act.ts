/** What a person at the demo's lane can do, and the reading of it from what the page posts. */

/** One act. */
export type LaneAct =
  /** Puts a card on the reader, or holds a code before the scanner; `live` is the code that is alive. */
  | { readonly act: 'place' | 'scan'; readonly id: string }
  /** Takes the card off; goes through the gate, away from it, or through it by force. */
  | { readonly act: 'lift' | 'walk' | 'turn-back' | 'force' }

const bare = ['lift', 'walk', 'turn-back', 'force'] as const

/** Undefined: it is no act. */
export function parseLaneAct(text: string): LaneAct | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { act, id } = value as Readonly<Record<string, unknown>>
  if ((act === 'place' || act === 'scan') && typeof id === 'string') return { act, id }
  const found = bare.find((one) => one === act)
  return found === undefined ? undefined : { act: found }
}
