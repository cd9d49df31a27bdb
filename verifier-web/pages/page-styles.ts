/** How the verifier page looks around its panels. */
import { css } from 'lit'

/** The page around the panels. */
export const pageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--greengate-paper);
  }
  .sheet {
    max-width: 72rem;
    margin: 0 auto;
    padding: 0 clamp(0.9rem, 3vw, 2rem) 2rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
    padding: 1rem 0;
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    margin: 0;
    font-size: 1.25rem;
  }
  h1 svg {
    width: 1.7rem;
    height: 1.7rem;
    color: var(--greengate-accent);
  }
  .languages {
    display: flex;
  }
  .languages button {
    border-radius: 0;
    font-size: 0.95rem;
    font-weight: 500;
    padding: 0.4rem 0.8rem;
  }
  .languages button:first-child {
    border-radius: 0.7rem 0 0 0.7rem;
    border-inline-end: 0;
  }
  .languages button:last-child {
    border-radius: 0 0.7rem 0.7rem 0;
  }
  .languages button[aria-pressed='true'] {
    background: var(--greengate-ink);
    border-color: var(--greengate-ink);
    color: var(--greengate-paper);
  }
  .unreal {
    margin: 0 0 1rem;
    padding: 0.6rem 0.9rem;
    border: 2px dashed var(--greengate-ink);
    border-radius: 0.7rem;
    font-weight: 600;
  }
  main {
    display: grid;
    gap: 1.5rem clamp(1.5rem, 4vw, 3rem);
    grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
    grid-template-rows: auto 1fr;
    align-items: start;
  }
  .result {
    grid-column: 2;
    grid-row: 1 / 3;
  }
  .data,
  .past {
    grid-column: 1 / -1;
    padding: 0 1.25rem;
    border: 1px solid var(--greengate-line);
    border-radius: 1rem;
    background: var(--greengate-raised);
  }
  summary {
    padding: 0.8rem 0;
    cursor: pointer;
  }
  .data[open],
  .past[open] {
    padding-bottom: 1.25rem;
  }
  .bad {
    font-weight: 650;
  }
  .bad::before {
    content: '! ';
  }
  .good::before {
    content: '✓ ';
  }
  a {
    display: inline-block;
    padding: 0.6rem 0;
    color: var(--greengate-accent);
  }
  nav {
    margin-inline-start: auto;
  }
  .printed {
    display: none;
  }
  .blank {
    display: grid;
    place-items: center;
    align-content: center;
    gap: 0.75rem;
    min-height: 21rem;
    padding: 1.5rem;
    box-sizing: border-box;
    text-align: center;
    border: 2px dashed var(--greengate-line);
    border-radius: 1.25rem;
  }
  .blank p {
    margin: 0;
    max-width: 26em;
    line-height: 1.5;
    color: var(--greengate-quiet);
  }
  .blank .headline {
    color: var(--greengate-ink);
    font-size: clamp(1.5rem, 5vw, 2.1rem);
    font-weight: 650;
    line-height: 1.2;
  }
  .blank svg {
    width: 4.5rem;
    height: 4.5rem;
    color: var(--greengate-quiet);
  }
  .blank.notice {
    border: 2px solid var(--greengate-quiet);
    background: var(--greengate-raised);
  }
  .blank[hidden] {
    display: none;
  }
  .another,
  .clear {
    margin-top: 1rem;
    width: 100%;
    min-height: 3.25rem;
    font-size: 1.05rem;
  }
  footer {
    padding-top: 1.5rem;
    color: var(--greengate-quiet);
    line-height: 1.5;
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 1;
    display: grid;
    place-items: center;
    border: 4px dashed var(--greengate-accent);
    background: var(--greengate-paper);
    opacity: 0.94;
    font-size: 1.75rem;
    font-weight: 650;
    pointer-events: none;
  }
  @media (max-width: 52rem) {
    main {
      grid-template-columns: minmax(0, 1fr);
      gap: 1rem;
    }
    .result {
      grid-column: 1;
      grid-row: auto;
    }
    header {
      padding: 0.75rem 0;
    }
    h1 {
      font-size: 1.05rem;
      gap: 0.45rem;
    }
    h1 svg {
      width: 1.4rem;
      height: 1.4rem;
    }
    .blank {
      min-height: 11rem;
    }
    .blank svg {
      display: none;
    }
  }
`
