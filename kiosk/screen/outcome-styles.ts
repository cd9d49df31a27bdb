/** The look of what was decided and of what to do: outcomes that fill the screen, advice beside a picture. */
import { css, type CSSResult } from 'lit'

/** Outcomes and problems. */
export const outcomeStyles: CSSResult = css`
  .verdict {
    display: grid;
    grid-template-columns: calc(25 * var(--u)) minmax(0, 1fr);
    align-items: center;
    gap: calc(4.6 * var(--u));
    min-height: 0;
  }
  .shape {
    display: grid;
    justify-items: center;
    gap: calc(2 * var(--u));
  }
  .shape .dots {
    font-size: max(2.6 * var(--u), var(--s));
  }
  .outcome-shape {
    width: 100%;
  }
  .says {
    display: grid;
    gap: calc(1.6 * var(--u));
    min-width: 0;
  }
  .outcome {
    --word: 8.6;
    --reason: 2.8;
  }
  .next {
    display: flex;
    align-items: center;
    gap: 0.9em;
    padding: 0.7em 1.1em;
    border-radius: calc(1.2 * var(--u));
    border: max(0.28 * var(--u), 2px) solid currentColor;
    justify-self: start;
  }
  .next .icon {
    font-size: max(3.4 * var(--u), var(--s));
  }
  .verdict + footer {
    min-height: 2.6em;
  }
  .verdict + footer > :only-child {
    margin-left: auto;
  }
  .verdict + footer > .rule {
    flex: 1 1 0;
    min-width: 0;
  }
  .verdict + footer > .rule:not(:first-child) .second {
    display: none;
  }
  .appeal {
    display: grid;
    gap: 0.3em;
    flex: none;
  }
  .appeal strong {
    font-size: max(4.6 * var(--u), 1.4 * var(--s));
    line-height: 1;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
    white-space: nowrap;
  }
  .problem {
    --word: 8;
    --reason: 4;
    background: #1a2026;
    color: #ffffff;
    --paper: #1a2026;
    --tint: #33414d;
  }
  .problem .shape {
    grid-auto-rows: calc(20 * var(--u));
  }
  .problem[data-problem='emergency'] .shape {
    grid-auto-rows: calc(15 * var(--u));
  }
  .problem[data-problem='held'],
  .problem[data-problem='emergency'] {
    background: #0b3f6b;
    --paper: #0b3f6b;
    --tint: #2a5f8d;
  }
  .problem footer .pair {
    min-width: 0;
  }
`

/** Advice, and the other half that is awaited. */
export const adviceStyles: CSSResult = css`
  .advice {
    --word: 8;
    --reason: 3.4;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    grid-template-columns: calc(34 * var(--u));
    align-items: center;
    gap: calc(5 * var(--u));
    min-height: 0;
  }
  .advice:not(:has(.figure)) {
    grid-template-columns: minmax(0, 1fr);
  }
  .advice .figure {
    color: var(--leaf);
    width: calc(34 * var(--u));
    height: calc(34 * var(--u));
    max-height: 100%;
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--leaf);
  }
  .plain[data-serious] {
    background: #fff1cc;
    --tint: #f5d98a;
    --quiet: #4a3a10;
  }
  .plain[data-serious] .figure,
  .plain[data-serious] .word .first {
    color: #5a2a00;
  }
  .clock progress {
    flex: 1;
    width: auto;
  }
  .clock .pair {
    min-width: 12em;
    font-variant-numeric: tabular-nums;
  }
`
