/** The look of buttons, fields and keys of the staff panel. */
import { css, type CSSResult } from 'lit'

/** What is touched. */
export const controlStyles: CSSResult = css`
  section[data-blank] {
    background: none;
  }
  button,
  input,
  summary {
    font: inherit;
    min-height: var(--touch);
    min-width: var(--touch);
    box-sizing: border-box;
  }
  button {
    font-weight: 600;
    color: var(--leaf);
    background: var(--paper);
    border: 2px solid var(--leaf);
    border-radius: 0.5em;
    padding: 0.3em 1em;
    cursor: pointer;
    touch-action: manipulation;
  }
  button.main,
  button[aria-current='page'],
  button[aria-pressed='true'] {
    color: #ffffff;
    background: var(--leaf);
  }
  button.danger {
    color: #ffffff;
    background: var(--bad);
    border-color: var(--bad);
  }
  button:disabled {
    color: #5d6b63;
    background: #e3e8e5;
    border-color: #8fa096;
    cursor: default;
  }
  button:focus-visible,
  input:focus-visible,
  summary:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .acts,
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.7em;
    margin: 0.7em 0;
  }
  .fields {
    display: grid;
    gap: 0.8em;
    align-content: start;
    min-width: 0;
  }
  .field {
    display: grid;
    gap: 0.2em;
    font-weight: 600;
  }
  .field input {
    width: 100%;
    padding: 0 0.6em;
    border: 2px solid #6d8176;
    border-radius: 0.4em;
    background: var(--paper);
    color: var(--ink);
    font-size: 1.2em;
    letter-spacing: 0.06em;
  }
  .wrong {
    min-height: 1.35em;
  }
  .beside,
  .sign-in {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 1.4em;
  }
  .sign-in {
    max-width: 62em;
    margin: 0 auto;
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(calc(var(--touch) * 1.3), auto));
    gap: 0.4em;
    align-content: start;
  }
  .pad[data-pad='operator'] {
    grid-template-columns: repeat(7, minmax(var(--touch), auto));
  }
  .key {
    padding: 0.2em;
    font-size: 1.15em;
  }
  .erase {
    grid-column: span 2;
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8em), 1fr));
    gap: 0 0.8em;
    border: 1px solid #c5d2ca;
    border-radius: 0.5em;
    margin: 0;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-height: var(--touch);
  }
  .option input {
    min-height: 0;
    min-width: 0;
    width: 1.3em;
    height: 1.3em;
    accent-color: var(--leaf);
  }
  .sure {
    border: 3px solid var(--bad);
    border-radius: 0.6em;
    padding: 0.6em 1em;
  }
  form > .field + button,
  form > p + .field {
    margin-top: 0.6em;
  }
  .told {
    font-weight: 600;
    min-height: 1.35em;
  }
  @media (orientation: portrait) {
    .beside,
    .sign-in {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`
