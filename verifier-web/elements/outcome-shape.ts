/** The shape of each outcome, so that it can be told apart without colour. */
import { svg, type SVGTemplateResult } from 'lit'
import type { Outcome } from 'greengate'

// The body takes the text's colour, the mark inside it `--greengate-mark`.
const bodies: Readonly<Record<Outcome, SVGTemplateResult>> = {
  pass: svg`<circle cx="48" cy="48" r="44" />`,
  check: svg`<path d="M48 6 L93 86 H3 Z" stroke="currentColor" stroke-width="6" stroke-linejoin="round" />`,
  stop: svg`<path d="M30 4 H66 L92 30 V66 L66 92 H30 L4 66 V30 Z" />`,
  invalid: svg`<rect x="6" y="6" width="84" height="84" rx="8" />`,
  unreadable: svg`<rect x="6" y="6" width="84" height="84" rx="26" />`,
}

const marks: Readonly<Record<Outcome, SVGTemplateResult>> = {
  pass: svg`<path d="M27 50 L42 65 L70 34" />`,
  check: svg`<path d="M48 36 V58 M48 71.5 V72" />`,
  stop: svg`<path d="M33 33 L63 63 M63 33 L33 63" />`,
  invalid: svg`<path d="M30 48 H66" />`,
  unreadable: svg`<path d="M36 38 C36 22 60 22 60 38 C60 49 48 47 48 58 M48 70.5 V71" />`,
}

/**
 * Draws the shape of an outcome as a whole `<svg>`; hidden from assistive technology, because the
 * word stands beside it. Colours: `color` for the body, `--greengate-mark` for the mark inside.
 */
export function outcomeShape(outcome: Outcome): SVGTemplateResult {
  return svg`<svg
    class="outcome-shape" data-outcome=${outcome} viewBox="0 0 96 96"
    aria-hidden="true" focusable="false">
    <g fill="currentColor">${bodies[outcome]}</g>
    <g fill="none" stroke="var(--greengate-mark, Canvas)" stroke-width="10"
      stroke-linecap="round" stroke-linejoin="round">${marks[outcome]}</g>
  </svg>`
}
