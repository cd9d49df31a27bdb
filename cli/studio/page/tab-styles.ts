/** How rows of tabs look. */
import { css } from 'lit'

/** For elements that draw a `tabList`. */
export const tabStyles = css`
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.15rem;
    border-bottom: 1px solid var(--greengate-line);
  }
  [role='tab'] {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    padding: 0.45rem 0.45rem 0.4rem;
    border-bottom: 3px solid transparent;
    color: var(--greengate-quiet);
    font-weight: 600;
    font-size: 0.875rem;
    white-space: nowrap;
  }
  [role='tab']:hover {
    color: var(--greengate-ink);
  }
  [role='tab'][aria-selected='true'] {
    color: var(--greengate-ink);
    border-color: var(--greengate-accent);
  }
  [role='tab']:focus-visible {
    outline: 2px solid var(--greengate-accent);
    outline-offset: -3px;
    border-radius: 0.3rem;
  }
  .badge {
    margin-inline-start: 0.25rem;
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
    padding: 0 0.3rem;
    border-radius: 0.6rem;
    border: 1px solid var(--greengate-line);
  }
  .badge.bad {
    color: var(--greengate-bad);
    border-color: currentColor;
  }
  .badge.good {
    color: var(--greengate-good);
    border-color: currentColor;
  }
  [role='tabpanel'][hidden] {
    display: none;
  }
`
