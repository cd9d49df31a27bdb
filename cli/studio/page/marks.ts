/** Small marks that say by shape, colour and word at once what an outcome or a value is. */
import { html, svg, type TemplateResult } from 'lit'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import type { Language, StudioFinding, StudioVerdict } from '../studio-api.ts'
import { explanationWords } from './explanation-words.ts'
import { markWords } from './mark-words.ts'
import type { NodeValue } from './tree-node.ts'

/** An outcome: circle and tick, triangle, octagon. */
export function outcomeMark(outcome: StudioVerdict['outcome'], language: Language): TemplateResult {
  return html`<span class="outcome outcome-${outcome}" data-outcome=${outcome}
    >${outcomeShape(outcome)}${markWords.outcome[outcome][language]}</span
  >`
}

const valueShapes = {
  true: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  false: svg`<path d="M4 4 12 12 M12 4 4 12" />`,
  unknown: svg`<path d="M5 6a3 3 0 1 1 4.2 2.7C8.3 9.2 8 9.7 8 10.5M8 13v.2" />`,
} as const

/** What a condition came to: tick, cross, question mark. */
export function valueMark(value: NodeValue, language: Language): TemplateResult {
  return html`<span class="value ${value}"
    >${icon(valueShapes[value])}${explanationWords.value[value][language]}</span
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

function icon(shape: unknown): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${shape}
  </svg>`
}
