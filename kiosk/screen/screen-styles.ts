/** The look of every view: ground, letters, head, foot and buttons; sizes come in millimetres from text-sizes.ts. */
import { css, type CSSResult } from 'lit'

// --u is a hundredth of the picture's long side, --s the font size of the smallest text, --touch what a finger hits.
const ground = css`
  :host {
    --ground: #f3f6f3;
    --paper: #ffffff;
    --tint: #d5e8dc;
    --ink: #14241b;
    --quiet: #43544a;
    --leaf: #0a6b3d;
    --line: #6d8176;
    --amber: #7a3b00;
    --focus: #0b5cad;
    position: fixed;
    inset: 0;
    background: var(--ground);
    color: var(--ink);
    font-family: 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', system-ui, sans-serif;
    font-size: var(--s);
    line-height: 1.25;
  }
  section {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: calc(1.6 * var(--u));
    padding: calc(2.4 * var(--u)) calc(3.4 * var(--u));
    box-sizing: border-box;
    overflow: hidden;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
    text-wrap: pretty;
  }
  header,
  footer {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: calc(1 * var(--u)) calc(2.4 * var(--u));
    min-width: 0;
  }
  header {
    align-items: start;
  }
  .dot {
    margin: 0 0.3em;
  }
  .place {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.8em;
  }
  .world {
    border: 0.09em solid currentColor;
    border-radius: 0.35em;
    padding: 0 0.45em;
  }
  svg {
    display: block;
  }
  .icon {
    flex: none;
    width: 1.3em;
    height: 1.3em;
  }
  .picture {
    width: 100%;
    height: 100%;
    max-height: 100%;
  }
`

const text = css`
  .first {
    font-weight: 700;
  }
  .word .first {
    font-size: max(var(--word, 11) * var(--u), 1.5 * var(--s));
    line-height: 1.1;
  }
  .word .first:lang(en) {
    font-size: max(var(--word, 11) * 0.68 * var(--u), 1.25 * var(--s));
  }
  .word .second {
    font-size: max(var(--word, 11) * 0.43 * var(--u), var(--s));
    font-weight: 700;
    margin-top: 0.15em;
  }
  .reason .first {
    font-size: max(var(--reason, 3.6) * var(--u), var(--s));
    font-weight: 700;
  }
  .reason .second {
    font-size: max(var(--reason, 3.6) * 0.74 * var(--u), var(--s));
  }
  .small .first {
    font-weight: 700;
  }
  .reasons {
    display: grid;
    gap: calc(1.2 * var(--u));
  }
  /* Letters as large as asked for leave room for one language on a small panel: the button changes it. */
  :host([data-tight]) .reason .second,
  :host([data-tight]) .small .second,
  :host([data-tight]) .rule,
  :host([data-tight]) .world,
  :host([data-tight]) .purpose,
  :host([data-tight]) .tile .reason,
  :host([data-tight]) .choice .reason,
  :host([data-tight]) .outcome .reasons,
  :host([data-tight]) .advice .done,
  :host([data-tight]) .clock .pair,
  :host([data-tight]) .handover,
  :host([data-tight]) [data-call='none'] span,
  :host([data-tight]) .problem footer .pair {
    display: none;
  }
  :host([data-tight]) section {
    padding: calc(1.2 * var(--u)) calc(2 * var(--u));
    gap: calc(0.8 * var(--u));
  }
  :host([data-tight]) .tile {
    padding: calc(0.8 * var(--u));
    gap: calc(0.4 * var(--u));
  }
  :host([data-tight]) .says,
  :host([data-tight]) .choice {
    gap: calc(0.8 * var(--u));
  }
  :host([data-tight]) .word {
    --word: 7;
  }
  :host([data-tight]) .tile .word {
    --word: 5;
  }
  :host([data-tight]) .verdict,
  :host([data-tight]) .advice {
    grid-template-columns: calc(18 * var(--u)) minmax(0, 1fr);
    gap: calc(2.4 * var(--u));
  }
  :host([data-tight]) .advice .figure {
    width: auto;
    height: auto;
  }
  :host([data-tight]) .next {
    padding: 0.3em 0.5em;
    gap: 0.4em;
  }
  :host([data-tight]) .number {
    width: max(var(--touch), 1.7 * var(--s));
    height: max(var(--touch), 1.7 * var(--s));
    font-size: var(--s);
  }
  :host([data-tight]) .numbers {
    gap: calc(0.8 * var(--u));
    max-width: none;
  }
  :host([data-tight]) button:not(.door, .number) {
    padding: 0.1em 0.5em;
  }
`

const buttons = css`
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(1.2 * var(--u));
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: var(--touch);
    min-width: var(--touch);
    font: inherit;
    font-weight: 700;
    color: var(--leaf);
    background: var(--paper);
    border: max(0.08em, 2px) solid currentColor;
    border-radius: 0.6em;
    padding: 0.3em 1em;
    white-space: nowrap;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:focus-visible {
    outline: 0.16em solid var(--focus);
    outline-offset: 0.14em;
  }
  .outcome button,
  .problem button {
    color: inherit;
    background: transparent;
  }
  .outcome button:focus-visible,
  .problem button:focus-visible {
    outline-color: currentColor;
  }
  button.door {
    color: inherit;
    background: none;
    border-color: transparent;
    padding: 0;
    gap: 0.8em;
    font-weight: inherit;
    min-height: 0;
    cursor: default;
    user-select: none;
    -webkit-touch-callout: none;
  }
`

const upright = css`
  @media (orientation: portrait) {
    section {
      padding: calc(3 * var(--u));
    }
    header,
    footer {
      flex-direction: column;
      align-items: center;
      text-align: center;
    }
    .buttons {
      justify-content: center;
    }
  }
`

// One soft arrival, never a flash; none for those who ask for none.
const motion = css`
  @media (prefers-reduced-motion: no-preference) {
    .outcome,
    .problem,
    .awaits,
    .plain {
      animation: arrive 160ms ease-out;
    }
    @keyframes arrive {
      from {
        opacity: 0;
      }
    }
  }
`

/** All that the views share. */
export const screenStyles: readonly CSSResult[] = [ground, text, buttons, upright, motion]
