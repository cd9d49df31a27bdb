/** How the data panel looks. */
import { css } from 'lit'
import { panel } from './panel-styles.ts'

/** The data panel. */
export const dataStyles = [
  panel,
  css`
    section {
      line-height: 1.5;
    }
    dl,
    dd,
    p,
    ul {
      margin: 0;
      padding: 0;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
      gap: 0.9rem 1.5rem;
      margin-bottom: 0.75rem;
    }
    dt,
    .quiet {
      color: var(--greengate-quiet);
      font-size: 0.95rem;
    }
    .quiet {
      display: block;
    }
    select {
      font: inherit;
      min-height: 2.75rem;
      max-width: 100%;
      padding: 0.3rem 0.6rem;
      border: 1px solid var(--greengate-quiet);
      border-radius: 0.6rem;
      background: var(--greengate-raised);
      color: var(--greengate-ink);
    }
    code,
    .digest {
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      overflow-wrap: anywhere;
    }
    .world {
      display: inline-block;
      margin-inline-start: 0.4rem;
      padding: 0 0.55rem;
      border: 1px solid currentColor;
      border-radius: 1rem;
      font-size: 0.85rem;
    }
    .empty,
    .refused,
    .compare {
      margin-bottom: 1rem;
      padding: 0.8rem 1rem;
      border-inline-start: 4px solid var(--greengate-quiet);
      background: var(--greengate-paper);
      border-radius: 0 0.6rem 0.6rem 0;
    }
    .refused,
    .compare {
      border-color: #c9800a;
    }
    .compare h3 {
      margin: 0;
      font-size: 1.1rem;
    }
    .compare .digest {
      font-size: 1.35rem;
      padding: 0.6rem 0;
    }
    .compare p:last-child {
      display: flex;
      flex-wrap: wrap;
      gap: 0.6rem;
    }
    .compare p + p {
      margin-top: 0.7rem;
    }
    .empty strong,
    .refused strong {
      display: block;
    }
    summary {
      cursor: pointer;
      padding: 0.3rem 0;
      width: fit-content;
      color: var(--greengate-quiet);
    }
    details {
      margin-bottom: 0.75rem;
    }
    .purpose {
      margin: -0.6rem 0 0.9rem;
    }
    .ages {
      list-style: none;
      display: grid;
      gap: 0.4rem;
      padding: 0.3rem 0;
    }
    .ages li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.8rem;
      align-items: baseline;
    }
    .ages .quiet {
      display: inline;
    }
    .stale {
      padding: 0 0.5rem;
      border-radius: 0.4rem;
      background: #ffcf33;
      color: #1f1a00;
    }
  `,
]
