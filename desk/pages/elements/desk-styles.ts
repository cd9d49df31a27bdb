/** How the desk's pages look: one column on a phone, room for the eye on a desk. */
import { css } from 'lit'

/** Cards, forms, lists and marks. */
export const deskStyles = css`
  :host {
    display: block;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  h2 {
    margin: 0 0 0.75rem;
    font-size: 1.35rem;
    line-height: 1.25;
  }
  h2:focus {
    outline: none;
  }
  * + h3 {
    margin-top: 1rem;
  }
  h3 {
    margin: 0 0 0.5rem;
    font-size: 1.1rem;
    line-height: 1.3;
  }
  p {
    margin: 0 0 0.75rem;
  }
  .card {
    margin: 0 0 1rem;
    padding: 1rem;
    border: 1px solid var(--greengate-line);
    border-radius: 1rem;
    background: var(--greengate-raised);
    container-type: inline-size;
  }
  .quiet {
    color: var(--greengate-quiet);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    align-items: center;
  }
  .between {
    width: 100%;
    justify-content: space-between;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  .plain + form,
  preview-view + form,
  form + p {
    margin-top: 0.9rem;
  }
  form > preview-view {
    width: 100%;
  }
  form,
  fieldset {
    display: grid;
    gap: 0.9rem;
    justify-items: start;
  }
  fieldset {
    min-width: 0;
    width: 100%;
    margin: 0;
    padding: 0.75rem;
    border: 1px solid var(--greengate-line);
    border-radius: 0.7rem;
  }
  legend {
    padding: 0 0.3rem;
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.25rem;
    width: 100%;
    max-width: 30rem;
  }
  .field > span,
  .field > label {
    font-weight: 600;
  }
  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 2.75rem;
    padding: 0.5rem 0.7rem;
    border: 1px solid var(--greengate-quiet);
    border-radius: 0.7rem;
    background: var(--greengate-paper);
    color: var(--greengate-ink);
    font: inherit;
  }
  textarea {
    min-height: 6rem;
    resize: vertical;
  }
  .choice {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    min-height: 2.75rem;
  }
  .choice input {
    width: 1.4rem;
    height: 1.4rem;
    flex: none;
    accent-color: var(--greengate-accent);
  }
  ul.plain,
  ol.plain {
    display: grid;
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ul.plain > li,
  ol.plain > li {
    display: grid;
    gap: 0.3rem;
    justify-items: start;
    padding: 0.75rem 0 0;
    border-top: 1px solid var(--greengate-line);
  }
  ul.plain > li:first-child,
  ol.plain > li:first-child {
    padding-top: 0;
    border-top: 0;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: 0.35rem 1rem;
    margin: 0 0 0.75rem;
  }
  dt {
    color: var(--greengate-quiet);
  }
  dd {
    margin: 0;
  }
  .tag {
    display: inline-flex;
    gap: 0.35rem;
    align-items: center;
    padding: 0.1rem 0.6rem;
    border-radius: 0.6rem;
    border: 1px solid var(--greengate-quiet);
    font-weight: 600;
  }
  .tag[class*='outcome-'] {
    border-color: transparent;
  }
  .tag svg {
    width: 1em;
    height: 1em;
  }
  .alert,
  .said {
    margin: 0 0 1rem;
    padding: 0.7rem 0.9rem;
    border-radius: 0.7rem;
    font-weight: 600;
  }
  .alert {
    border: 2px solid var(--greengate-stop);
  }
  .said {
    border: 2px solid var(--greengate-accent);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.45rem 0.6rem 0.45rem 0;
    border-bottom: 1px solid var(--greengate-line);
    text-align: start;
    vertical-align: top;
  }
  summary {
    margin: 0 0 0.75rem;
    padding: 0.6rem 0;
    font-weight: 600;
    cursor: pointer;
  }
  button.link {
    min-height: 1.5rem;
    padding: 0 0.1rem;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 400;
    text-align: start;
    text-decoration: underline;
  }
  .effect {
    width: 100%;
    padding: 0.75rem;
    border: 2px solid var(--greengate-quiet);
    border-radius: 0.7rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  a {
    color: inherit;
  }
  [hidden] {
    display: none !important;
  }
  /* With large text on a small phone. */
  @container (max-width: 15rem) {
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dd {
      margin: 0 0 0.4rem;
    }
  }
  /* On paper: what is known and what was decided, not what can be pressed. */
  @media print {
    :host {
      --greengate-paper: #ffffff;
      --greengate-raised: #ffffff;
      --greengate-ink: #000000;
      --greengate-quiet: #333333;
      --greengate-line: #999999;
    }
    form,
    button:not(.link),
    details,
    .unprinted {
      display: none;
    }
    .card {
      padding: 0;
      border: 0;
    }
    li,
    .card h3 {
      break-inside: avoid;
    }
    [class*='outcome-'] {
      print-color-adjust: exact;
    }
  }
`
