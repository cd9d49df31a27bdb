/** How the parts of the holder's page look: one column, large type, room for a thumb. */
import { css } from 'lit'

/** Cards, fields, lists and notices. */
export const holderStyles = css`
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
    font-size: 1.45rem;
    line-height: 1.25;
  }
  h2:focus,
  h3:focus {
    outline: none;
  }
  h3 {
    margin: 0 0 0.5rem;
    font-size: 1.15rem;
  }
  p {
    margin: 0 0 0.75rem;
    max-width: 42em;
  }
  .card {
    margin: 0 0 1rem;
    padding: 1rem;
    border: 1px solid var(--greengate-line);
    border-radius: 1rem;
    background: var(--greengate-raised);
  }
  .card > :last-child {
    margin-bottom: 0;
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
  a.button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  a {
    color: inherit;
  }
  form,
  .fields {
    display: grid;
    gap: 0.9rem;
    justify-items: start;
  }
  .field {
    display: grid;
    gap: 0.25rem;
    width: 100%;
    max-width: 30rem;
  }
  .field > span {
    font-weight: 600;
  }
  input:not([type='radio'], [type='checkbox'], .hidden),
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
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 0.95rem;
    resize: vertical;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0 0 0.25rem;
    font-weight: 600;
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
  ul.plain {
    display: grid;
    gap: 0.9rem;
    margin: 0 0 1rem;
    padding: 0;
    list-style: none;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 0.35rem 1rem;
    margin: 0 0 0.75rem;
  }
  dt {
    color: var(--greengate-quiet);
  }
  dd {
    margin: 0;
  }
  .alert {
    margin: 0 0 1rem;
    padding: 0.7rem 0.9rem;
    border: 2px solid var(--greengate-ink);
    border-inline-start-width: 0.6rem;
    border-radius: 0.5rem;
    background: var(--greengate-raised);
  }
  .alert strong {
    display: block;
  }
  .said {
    margin: 0 0 1rem;
    padding: 0.7rem 0.9rem;
    border: 2px solid var(--greengate-accent);
    border-radius: 0.7rem;
  }
  summary {
    padding: 0.5rem 0;
    font-weight: 600;
    cursor: pointer;
  }
  /* base45 has spaces, two in a row too: whoever copies the text by hand copies them. */
  code {
    white-space: break-spaces;
  }
  .code {
    display: block;
    width: min(100%, 30rem, 72vh);
    margin: 0 auto 0.6rem;
    border-radius: 0.5rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    opacity: 0;
    overflow: hidden;
  }
  label.button {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  [hidden] {
    display: none !important;
  }
`
