/** The colours of the report: those of the gate for states, blue and orange for looser and stricter, which nobody confuses. */
import type { State } from '../state.ts'

/** As at the gate; `missing` is grey. */
export const stateColour: Readonly<Record<State, string>> = {
  pass: '#0a6b3d',
  check: '#d99e00',
  missing: '#7a8794',
  stop: '#b3201c',
}

export const ink = '#16211b'
export const quiet = '#56615b'
export const line = '#d6ddd8'
export const stricter = '#b4530a'
export const looser = '#1d5fa8'
