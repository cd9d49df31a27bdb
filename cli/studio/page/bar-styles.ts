/** How the bar on top and the notices below it look. */
import { css } from 'lit'

/** The bar. */
export const barStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.9rem;
    padding: 0.5rem 1rem;
    background: var(--greengate-raised);
    border-bottom: 1px solid var(--greengate-line);
  }
  h1 {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin: 0;
    font-size: 1rem;
  }
  h1 svg {
    width: 1.4rem;
    height: 1.4rem;
    color: var(--greengate-accent);
  }
  .where {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .spring {
    flex: 1;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    color: var(--greengate-quiet);
  }
  .state::before {
    content: '';
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    border: 2px solid var(--greengate-good);
  }
  .state.unsaved,
  .state.saving {
    color: var(--greengate-doubt);
  }
  .state.unsaved::before,
  .state.saving::before {
    border-color: currentColor;
    background: currentColor;
  }
  .state.conflict {
    color: var(--greengate-bad);
    font-weight: 600;
  }
  .state.conflict::before {
    border-color: currentColor;
    background: currentColor;
    border-radius: 0;
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
  .judging {
    visibility: hidden;
  }
  .judging[data-on] {
    visibility: visible;
  }
`

/** The notices. */
export const noticeStyles = css`
  .notices {
    display: grid;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    padding: 0.4rem 1rem;
    background: var(--greengate-warned);
    border-bottom: 1px solid var(--greengate-line);
  }
  .notice.quiet {
    background: var(--greengate-sunken);
    color: var(--greengate-ink);
  }
`
