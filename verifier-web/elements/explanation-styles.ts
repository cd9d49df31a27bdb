/** How an explanation looks: lists in lists, with a line down their side; never on paper. */
import { css } from 'lit'

/** Rules, their parts, and the marks of both. */
export const explanationStyles = css`
  :host {
    display: block;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  h3 {
    font-size: 1rem;
    margin: 0.9rem 0 0.4rem;
  }
  .warning {
    border-inline-start: 4px solid var(--greengate-check);
    padding: 0.2rem 0 0.2rem 0.7rem;
  }
  ul {
    list-style: none;
    display: grid;
    gap: 0.35rem;
  }
  .rules {
    gap: 0;
  }
  .rules > li {
    border-top: 1px solid var(--greengate-line);
  }
  li ul {
    margin: 0.3rem 0 0.3rem 0.25rem;
    padding-inline-start: 0.9rem;
    border-inline-start: 2px solid var(--greengate-line);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    min-height: 1.75rem;
    padding: 0.4rem 0.2rem;
    cursor: pointer;
    border-radius: 0.4rem;
  }
  summary::before {
    content: '▸' / '';
    color: var(--greengate-quiet);
  }
  details[open] > summary::before {
    content: '▾' / '';
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:focus-visible {
    outline: 3px solid var(--greengate-accent);
    outline-offset: 2px;
  }
  .name {
    font-weight: 600;
  }
  .others {
    border-top: 1px solid var(--greengate-line);
  }
  .others > summary,
  .quiet,
  .note,
  .found {
    color: var(--greengate-quiet);
  }
  .found {
    font-variant-numeric: tabular-nums;
  }
  .rules .note {
    padding: 0 0.2rem 0.3rem;
  }
  .outcome,
  .value {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    font-weight: 600;
    font-size: 0.92em;
  }
  .outcome {
    padding: 0.05rem 0.5rem 0.05rem 0.35rem;
    border-radius: 0.3rem;
  }
  .outcome svg,
  .icon {
    width: 1em;
    height: 1em;
    flex: none;
  }
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .value.false,
  .value.exempt {
    color: var(--greengate-quiet);
  }
  @media (forced-colors: active) {
    .outcome {
      border: 1px solid CanvasText;
      --greengate-mark: Canvas;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`
