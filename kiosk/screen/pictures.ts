/** The pictures: what to do with a card, a phone, a gate; drawn with the text's colour and two of the screen's own. */
import { svg, type SVGTemplateResult } from 'lit'

const draw = (name: string, body: SVGTemplateResult): SVGTemplateResult => svg`<svg
  class="picture" data-picture=${name} viewBox="0 0 160 120" aria-hidden="true" focusable="false">
  <g fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">
    ${body}
  </g>
</svg>`

/** Lines of the card's text, and the face on it. */
const card = svg`<g transform="rotate(-8 80 46)">
    <rect x="34" y="14" width="92" height="58" rx="7" fill="var(--paper)" />
    <circle cx="106" cy="36" r="8" fill="var(--tint)" />
    <path d="M92 60 c2 -12 26 -12 28 0" fill="var(--tint)" />
    <path d="M46 30 H76 M46 44 H82 M46 58 H70" stroke-width="4" />
  </g>`

/** A card that is laid on the reader. */
export const cardOnReader = draw(
  'card',
  svg`<path d="M22 96 H138 L128 112 H32 Z" fill="var(--tint)" />
    ${card}
    <path d="M80 78 V92 M72 85 L80 93 L88 85" />`,
)

/** The pattern that tells a QR code. */
const code = svg`<g stroke="none" fill="currentColor">
    <path d="M0 0 H14 V14 H0 Z M4 4 V10 H10 V4 Z M22 0 H36 V14 H22 Z M26 4 V10 H32 V4 Z M0 22 H14 V36 H0 Z M4 26 V32 H10 V26 Z"
      fill-rule="evenodd" />
    <path d="M18 4 h2 v6 h-2 Z M18 16 h6 v6 h-6 Z M28 18 h8 v5 h-8 Z M20 26 h5 v4 h-5 Z M28 28 h8 v8 h-8 Z M18 33 h6 v3 h-6 Z M4 17 h8 v2 h-8 Z" />
  </g>`

const phone = svg`<rect x="18" y="10" width="56" height="100" rx="9" fill="var(--paper)" />
  <path d="M40 100 H52" stroke-width="4" />
  <g transform="translate(28 36)">${code}</g>`

/** A phone before a camera. */
export const phoneBeforeCamera = draw(
  'camera',
  svg`${phone}
    <path d="M84 60 H100 M93 53 L101 60 L93 67" />
    <rect x="112" y="34" width="38" height="52" rx="8" fill="var(--tint)" />
    <circle cx="131" cy="60" r="11" fill="var(--paper)" />`,
)

/** A phone before a scanner. */
export const phoneBeforeScanner = draw(
  'scanner',
  svg`${phone}
    <path d="M84 60 H100 M93 53 L101 60 L93 67" />
    <rect x="112" y="30" width="38" height="60" rx="8" fill="var(--tint)" />
    <path d="M120 60 H142 M124 48 H138 M124 72 H138" />`,
)

/** People who go together. */
export const people = draw(
  'people',
  svg`<circle cx="50" cy="40" r="14" fill="var(--tint)" />
    <circle cx="110" cy="40" r="14" fill="var(--tint)" />
    <path d="M24 96 c0 -44 52 -44 52 0 Z" fill="var(--tint)" />
    <path d="M84 96 c0 -44 52 -44 52 0 Z" fill="var(--tint)" />`,
)

/** A barrier across the way. */
export const barrier = draw(
  'barrier',
  svg`<rect x="26" y="38" width="108" height="28" rx="5" />
    <path d="M44 66 V104 M116 66 V104 M34 104 H54 M106 104 H126 M44 22 V38 M116 22 V38" />
    <path d="M50 64 L66 40 M78 64 L94 40 M106 64 L122 40" />`,
)

/** A camera that sees nothing. */
export const noCamera = draw(
  'no-camera',
  svg`<path d="M28 36 H56 L64 24 H96 L104 36 H132 V98 H28 Z" />
    <circle cx="80" cy="66" r="18" />
    <path d="M26 12 L136 112" />`,
)

/** A hand that shows where to go. */
export const member = draw(
  'staff',
  svg`<circle cx="80" cy="34" r="19" />
    <path d="M62 30 H98 M66 22 C70 10 90 10 94 22" />
    <path d="M38 108 c0 -58 84 -58 84 0 Z" />
    <path d="M80 70 L72 88 L80 98 L88 88 Z" />`,
)

/** Out is free. */
export const exitFree = draw(
  'exit',
  svg`<path d="M84 16 H136 V104 H84" />
    <path d="M24 60 H104 M82 36 L106 60 L82 84" stroke-width="10" />`,
)

/** In is not. */
export const noEntry = draw(
  'no-entry',
  svg`<circle cx="80" cy="60" r="48" stroke-width="9" />
    <path d="M54 60 H106" stroke-width="15" />`,
)

/** A small bell for the button that calls. */
export const bell: SVGTemplateResult = svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M4 18 H20 C17.5 15.5 18.5 10 17 8 C14.5 4 9.5 4 7 8 C5.5 10 6.5 15.5 4 18 Z M10 21 H14"
    fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
</svg>`

/** A tick beside what is done. */
export const tick: SVGTemplateResult = svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <circle cx="12" cy="12" r="11" fill="currentColor" />
  <path d="M6.5 12.5 L10.5 16.5 L17.5 8.5" fill="none" stroke="var(--paper)" stroke-width="2.6"
    stroke-linecap="round" stroke-linejoin="round" />
</svg>`

/** The way on. */
export const arrow: SVGTemplateResult = svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M3 12 H20 M13 5 L20 12 L13 19" fill="none" stroke="currentColor" stroke-width="3"
    stroke-linecap="round" stroke-linejoin="round" />
</svg>`
