/** Small marks that say by shape, colour and word at once what an outcome or a value is. */
import { html, svg, type TemplateResult } from 'lit'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import { icon, valueShapes } from '../../../verifier-web/elements/value-mark.ts'
import type { Language, StudioFinding, StudioVerdict } from '../studio-api.ts'
import { markWords } from './mark-words.ts'

/** An outcome: circle and tick, triangle, octagon. */
export function outcomeMark(outcome: StudioVerdict['outcome'], language: Language): TemplateResult {
  return html`<span class="outcome outcome-${outcome}" data-outcome=${outcome}
    >${outcomeShape(outcome)}${markWords.outcome[outcome][language]}</span
  >`
}

/** Whether a case came out as it should. */
export function rightMark(isRight: boolean, language: Language): TemplateResult {
  return html`<span class="verdict ${isRight ? 'right' : 'wrong'}"
    >${icon(valueShapes[isRight ? 'true' : 'false'])}<span
      >${markWords[isRight ? 'right' : 'wrong'][language]}</span
    ></span
  >`
}

const severityShapes = {
  error: svg`<path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" /><path d="M8 4.5v4M8 11v.3" />`,
  'cannot-prove': svg`<path d="M8 1.8 15 14.2H1z" /><path d="M8 6.5v3.5M8 12v.3" />`,
  warning: svg`<circle cx="8" cy="8" r="6.5" /><path d="M8 4.5v4M8 11v.3" />`,
} as const

/** How grave a finding is: octagon, triangle, circle. */
export function severityMark(
  severity: StudioFinding['severity'],
  language: Language,
): TemplateResult {
  return html`<span class="severity ${severity}"
    >${icon(severityShapes[severity])}${markWords.severity[severity][language]}</span
  >`
}
