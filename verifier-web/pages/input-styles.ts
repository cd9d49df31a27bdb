/** How the ways to show a code look. */
import { css } from 'lit'
import { panel } from './panel-styles.ts'

/** The ways to show a code. */
export const inputStyles = [
  panel,
  css`
    :host {
      display: grid;
      gap: 0.9rem;
    }
    form {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0.45rem 0.6rem;
      align-items: stretch;
    }
    form label {
      grid-column: 1 / -1;
      color: var(--greengate-quiet);
      font-size: 0.95rem;
    }
    textarea {
      font: inherit;
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      font-size: 0.95rem;
      min-width: 0;
      padding: 0.6rem 0.75rem;
      border: 1px solid var(--greengate-quiet);
      border-radius: 0.7rem;
      background: var(--greengate-raised);
      color: var(--greengate-ink);
      resize: vertical;
    }
  `,
]
