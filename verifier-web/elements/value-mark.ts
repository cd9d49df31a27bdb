/** What a condition came to, by mark and word at once. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { NodeValue } from './explained-rule.ts'
import { explainedWords } from './explained-words.ts'
import type { Language } from './language.ts'

/** Tick, cross and question mark. */
export const valueShapes: Readonly<Record<NodeValue, SVGTemplateResult>> = {
  true: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  false: svg`<path d="M4 4 12 12 M12 4 4 12" />`,
  unknown: svg`<path d="M5 6a3 3 0 1 1 4.2 2.7C8.3 9.2 8 9.7 8 10.5M8 13v.2" />`,
}

/** A small drawing beside a word. */
export function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${shape}
  </svg>`
}

/** What a condition came to: tick, cross, question mark. */
export function valueMark(value: NodeValue, language: Language): TemplateResult {
  return html`<span class="value ${value}"
    >${icon(valueShapes[value])}${explainedWords.value[value][language]}</span
  >`
}
