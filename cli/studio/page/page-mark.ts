/** The mark beside the page's name: a gate, open. */
import { svg } from 'lit'

export const mark = svg`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <g fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
    <path d="M4 21V5l7-2v18M20 21V5l-4-1.2" />
    <path d="M13.5 12.5 15.5 14.5 20 9.5" />
  </g>
</svg>`
