/** What all parts of the page look alike in: buttons, fields, marks, text. */
import { css } from 'lit'
import { outcomeColours } from '../../../verifier-web/elements/outcome-colours.ts'

const controls = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  .button,
  input,
  select {
    min-height: 2.25rem;
    padding: 0.25rem 0.7rem;
    border: 1px solid var(--greengate-edge);
    border-radius: 0.4rem;
    background: var(--greengate-raised);
  }
  input,
  select {
    min-width: 0;
    max-width: 100%;
  }
  button {
    cursor: pointer;
  }
  .button {
    font-weight: 600;
    white-space: nowrap;
  }
  .button:hover:not([aria-disabled='true']) {
    border-color: var(--greengate-ink);
  }
  .button[aria-disabled='true'] {
    cursor: default;
    color: var(--greengate-quiet);
    background: none;
    border-color: var(--greengate-line);
  }
  :focus-visible {
    outline: 3px solid var(--greengate-accent);
    outline-offset: 2px;
    border-radius: 0.25rem;
  }
`

const text = css`
  h2 {
    margin: 0;
    font-size: 1.15rem;
    line-height: 1.3;
  }
  code,
  .mono {
    font-family:
      ui-monospace, 'SF Mono', Consolas, 'Noto Sans Mono', 'Noto Sans Mono CJK SC', monospace;
    font-size: 0.92em;
  }
  .quiet {
    color: var(--greengate-quiet);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`

/** Styles of every part. */
export const pageStyles = [outcomeColours, controls, text]
