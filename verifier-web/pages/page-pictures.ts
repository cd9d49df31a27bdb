/** The two small drawings of the page: the mark in the header and the empty finder. */
import { svg } from 'lit'

/** A gate that is a tick: the mark of the page. */
export const mark = svg`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M3.5 21.5v-11a8.5 8.5 0 0 1 17 0v11" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
  <path d="M7.5 13.5 11 17l6-7" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" />
</svg>`

/** The corners of a finder with the eyes of a code in them. */
export const finder = svg`<svg viewBox="0 0 96 96" aria-hidden="true" focusable="false">
  <path d="M6 26V12a6 6 0 0 1 6-6h14M70 6h14a6 6 0 0 1 6 6v14M90 70v14a6 6 0 0 1-6 6H70M26 90H12a6 6 0 0 1-6-6V70"
    fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" />
  <path d="M26 26h16v16H26zM54 26h16v16H54zM26 54h16v16H26zM54 54h6v6h-6zM64 64h6v6h-6zM54 68h4M66 54h4"
    fill="none" stroke="currentColor" stroke-width="4" stroke-linejoin="round" stroke-linecap="round" />
</svg>`
