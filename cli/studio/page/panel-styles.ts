/** What all panels of the studio look alike in: type, buttons, fields, marks. */
import { css } from 'lit'
import { outcomeColours } from '../../../verifier-web/elements/outcome-colours.ts'

const controls = css`
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
  input:not([type='checkbox'], [type='radio']),
  select {
    min-height: 2rem;
    padding: 0.25rem 0.7rem;
    border: 1px solid var(--greengate-edge);
    border-radius: 0.4rem;
    background: var(--greengate-raised);
  }
  input:not([type='checkbox'], [type='radio']),
  select {
    padding-inline: 0.5rem;
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
  .button.primary {
    background: var(--greengate-accent);
    border-color: var(--greengate-accent);
    color: var(--greengate-on-accent);
  }
  .button:hover:not(:disabled) {
    border-color: var(--greengate-ink);
  }
  .button:disabled {
    cursor: default;
    color: var(--greengate-quiet);
    background: none;
    border-color: var(--greengate-line);
  }
  .link {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    color: var(--greengate-accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
    min-height: 1.5rem;
  }
  .link:hover {
    text-decoration-thickness: 2px;
  }
  :focus-visible,
  .link:focus-visible {
    outline: 2px solid var(--greengate-accent);
    outline-offset: 2px;
    border-radius: 0.25rem;
  }
`

const text = css`
  h2 {
    margin: 0;
    font-size: 1.05rem;
    line-height: 1.3;
  }
  h3 {
    margin: 1.1rem 0 0.4rem;
    font-size: 0.95rem;
  }
  p {
    margin: 0.3rem 0;
    line-height: 1.5;
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
  .empty {
    padding: 1.5rem 1rem;
    border: 1px dashed var(--greengate-edge);
    border-radius: 0.6rem;
    color: var(--greengate-quiet);
    line-height: 1.6;
  }
  .empty b {
    color: var(--greengate-ink);
  }
`

const marks = css`
  .icon {
    width: 1em;
    height: 1em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .outcome {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    padding: 0.05rem 0.5rem 0.05rem 0.35rem;
    border-radius: 0.3rem;
    font-size: 0.85rem;
    font-weight: 600;
    line-height: 1.5;
    white-space: nowrap;
  }
  .outcome svg {
    width: 1em;
    height: 1em;
    flex: none;
  }
  .value,
  .verdict,
  .severity {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    font-weight: 600;
    white-space: nowrap;
  }
  .value.true,
  .verdict.right {
    color: var(--greengate-good);
  }
  .value.false {
    color: var(--greengate-quiet);
  }
  .value.unknown,
  .severity.cannot-prove {
    color: var(--greengate-doubt);
  }
  .verdict.wrong,
  .severity.error {
    color: var(--greengate-bad);
  }
  .severity.warning {
    color: var(--greengate-note);
  }
`

/** Styles of every panel. */
export const panelStyles = [
  outcomeColours,
  controls,
  text,
  marks,
  css`
    :host {
      display: block;
    }
    :host([hidden]) {
      display: none;
    }
  `,
]
