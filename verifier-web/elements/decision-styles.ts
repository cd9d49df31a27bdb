/** How a decision looks: one coloured card, and a quiet list below it. */
import { css } from 'lit'

/** The card, the reasons, the list and the disclosures. */
export const decisionStyles = css`
  :host {
    display: block;
  }
  .verdict {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 1rem 1.4rem;
    padding: clamp(1.25rem, 4vw, 2.25rem);
    border-radius: 1.25rem;
    animation: arrive 160ms ease-out;
  }
  .outcome-shape {
    display: block;
    width: clamp(4.5rem, 20vw, 8rem);
    height: auto;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: clamp(2.3rem, 9vw, 4.25rem);
    line-height: 1.05;
    letter-spacing: -0.01em;
  }
  h2 + .second {
    font-size: clamp(1.1rem, 3.5vw, 1.6rem);
    margin-top: 0.35rem;
  }
  .reasons {
    grid-column: 1 / -1;
    list-style: none;
    display: grid;
    gap: 0.9rem;
    padding-top: 1rem;
    border-top: 2px solid currentColor;
    font-size: clamp(1.2rem, 3.6vw, 1.5rem);
    line-height: 1.35;
    font-weight: 600;
  }
  .reasons .detail,
  .reasons .second {
    font-size: 0.72em;
    font-weight: 400;
    margin-top: 0.2rem;
  }
  .reasons .again {
    margin-top: -0.75rem;
  }
  .reasons .aside {
    font-size: 0.8em;
    font-weight: 400;
  }
  .ran-out {
    display: grid;
    gap: 0.5rem;
    padding: clamp(1.25rem, 4vw, 2.25rem);
    border: 2px dashed var(--greengate-quiet);
    border-radius: 1.25rem;
    font-size: 1.15rem;
  }
  .ran-out h2 {
    font-size: clamp(1.6rem, 6vw, 2.5rem);
  }
  .next {
    margin-top: 1rem;
    padding: 0.9rem clamp(1rem, 4vw, 1.5rem);
    border-radius: 1rem;
    border: 1px solid var(--greengate-line);
    background: var(--greengate-raised);
    line-height: 1.4;
  }
  .next h3 {
    font-size: 1rem;
    font-weight: 400;
    color: var(--greengate-quiet);
  }
  .next .step {
    font-size: clamp(1.2rem, 3.6vw, 1.45rem);
    font-weight: 600;
  }
  .next .second {
    color: var(--greengate-quiet);
    font-size: 0.95rem;
  }
  .next .holder {
    margin-top: 0.7rem;
    padding-top: 0.7rem;
    border-top: 1px solid var(--greengate-line);
  }
  .label {
    color: var(--greengate-quiet);
    margin-inline-end: 0.4em;
  }
  slot[name='actions']::slotted(*) {
    margin-top: 1rem;
  }
  .quiet,
  .note {
    color: var(--greengate-quiet);
  }
  [role='timer'] {
    font-variant-numeric: tabular-nums;
  }
  .facts {
    margin: 1.25rem 0 0.75rem;
    display: grid;
    gap: 0.9rem;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(7.5rem, 11rem) 1fr;
    gap: 0.25rem 1rem;
    line-height: 1.45;
  }
  dt {
    color: var(--greengate-quiet);
  }
  dd {
    overflow-wrap: anywhere;
  }
  details > dl {
    display: grid;
    gap: 0.45rem;
    padding: 0.35rem 0 0.5rem;
  }
  summary {
    cursor: pointer;
    padding: 0.4rem 0;
    min-height: 1.5rem;
    color: var(--greengate-quiet);
    width: fit-content;
    border-radius: 0.4rem;
  }
  summary:focus-visible {
    outline: 3px solid var(--greengate-accent);
    outline-offset: 2px;
  }
  details.rule p {
    padding-bottom: 0.25rem;
  }
  @media (max-width: 30rem) {
    dl > div {
      grid-template-columns: 1fr;
      gap: 0.1rem;
    }
    dt {
      font-size: 0.9rem;
    }
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(0.5rem);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .verdict {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .verdict {
      border: 4px solid CanvasText;
      --greengate-mark: Canvas;
    }
  }
  @media print {
    .verdict {
      border: 4px solid #000;
      background: #fff;
      color: #000;
      --greengate-mark: #fff;
      break-inside: avoid;
    }
    .next {
      background: none;
      break-inside: avoid;
    }
    /* What is shut on the screen is read on paper; but no rule's words, and no fact. */
    details:not(.rule)::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    .explanation,
    .rule,
    slot[name='actions'] {
      display: none;
    }
  }
`
