/** The shapes of the page's one answer: those of the gate for well, odd and alarm, a question mark for what is not known. */
import type { TemplateResult } from 'lit'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import type { Verdict } from './fleet-figures.ts'

/** What the top of the page says: an answer, or that there is none. */
export type Standing = Verdict | 'connecting' | 'unknown'

const shapes = {
  well: 'pass',
  odd: 'check',
  alarm: 'stop',
  empty: 'unreadable',
  connecting: 'unreadable',
  unknown: 'unreadable',
} as const satisfies Record<Standing, string>

/** The outcome of the gate whose colours and shape stand for it. */
export function outcomeOf(standing: Standing): (typeof shapes)[Standing] {
  return shapes[standing]
}

/** Draws the shape. */
export function standingShape(standing: Standing): TemplateResult<2> {
  return outcomeShape(shapes[standing])
}
