/** How the page is laid out: the bar, the one answer, alarms and figures; on a desk, on a phone, on a wall, on paper. */
import { css } from 'lit'

/** The page. */
export const shellStyles = css`
  :host {
    min-height: 100vh;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 1rem;
    padding: 0.45rem 1.25rem;
    background: var(--greengate-raised);
    border-bottom: 1px solid var(--greengate-line);
  }
  h1 {
    margin: 0;
    font-size: 1.05rem;
  }
  .as-of {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    color: var(--greengate-quiet);
  }
  .languages {
    display: flex;
  }
  .languages button {
    border-radius: 0;
    font-weight: 500;
  }
  .languages button:first-child {
    border-radius: 0.4rem 0 0 0.4rem;
    border-inline-end: 0;
  }
  .languages button:last-child {
    border-radius: 0 0.4rem 0.4rem 0;
  }
  .languages [aria-pressed='true'] {
    background: var(--greengate-ink);
    border-color: var(--greengate-ink);
    color: var(--greengate-paper);
  }
  .skip {
    color: var(--greengate-accent);
  }
  .skip:not(:focus) {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  main {
    display: grid;
    gap: 0.9rem;
    padding: 0.9rem 1.25rem 2rem;
  }
  main > * {
    min-width: 0;
  }
  .standing {
    display: flex;
    align-items: center;
    gap: 1.1rem;
    padding: 0.9rem 1.25rem;
    border-radius: 0.8rem;
  }
  .standing > svg {
    flex: none;
    width: 3.4rem;
    height: 3.4rem;
  }
  .standing > div {
    flex: 1;
    min-width: 0;
  }
  .standing p {
    margin: 0;
  }
  .standing .answer {
    font-size: clamp(1.4rem, 2.6vw, 2.3rem);
    font-weight: 700;
    line-height: 1.2;
    text-wrap: balance;
  }
  .standing .more {
    margin-top: 0.25rem;
    max-width: 75rem;
  }
  .old {
    display: grid;
    gap: 0.9rem;
  }
  /* What is not of now has no colour. */
  .old.is-old {
    filter: grayscale(1);
    padding: 0.9rem;
    border: 3px dashed var(--greengate-edge);
    border-radius: 0.8rem;
  }
  .old-as-of {
    margin: 0;
    font-weight: 700;
  }
  .steps {
    padding: 1rem 1.25rem;
    border: 1px dashed var(--greengate-edge);
    border-radius: 0.8rem;
    overflow-wrap: anywhere;
  }
  .steps ol {
    margin: 0;
    padding-inline-start: 1.3rem;
  }
  .steps li {
    margin-bottom: 0.6rem;
  }
  .steps pre {
    margin: 0.2rem 0 0;
    white-space: pre-wrap;
  }
  .sides {
    display: grid;
    gap: 0.9rem;
    align-items: start;
  }
  .sides > * {
    min-width: 0;
  }
  @media (min-width: 70rem) {
    .sides {
      grid-template-columns: minmax(0, 1fr) 22rem;
    }
  }
  .wait {
    margin: 0;
    min-height: 12rem;
    color: var(--greengate-quiet);
  }
  @media (max-width: 44rem) {
    header,
    main {
      padding-inline: 0.75rem;
    }
    .standing > svg {
      width: 2.4rem;
      height: 2.4rem;
    }
  }
  @media (min-width: 1800px) and (min-height: 1000px) {
    main {
      gap: 0.7rem;
      padding-top: 0.7rem;
    }
    .standing .answer {
      font-size: 3.2rem;
    }
    .standing > svg {
      width: 4.6rem;
      height: 4.6rem;
    }
    .sides {
      grid-template-columns: minmax(0, 1fr) 55rem;
    }
  }
  @media print {
    .languages,
    .skip {
      display: none;
    }
    /* Grids lay pages over each other. */
    main,
    .old,
    .sides {
      display: block;
    }
    main > *,
    .old > *,
    .sides > * {
      margin-bottom: 0.9rem;
    }
    .standing,
    .alarms,
    .tile,
    .share {
      print-color-adjust: exact;
      break-inside: avoid;
    }
    header,
    main {
      padding-inline: 0;
    }
  }
  @media (forced-colors: active) {
    .standing,
    .alarms,
    .tile {
      border: 2px solid;
    }
    .share .part {
      fill: Highlight;
    }
  }
`
