/** What the page's panels have in common. */
import { css } from 'lit'

/** Headings, and file inputs that are shown as buttons. */
export const panel = css`
  :host {
    display: block;
  }
  h2 {
    margin: 0 0 0.9rem;
    font-size: 1rem;
    font-weight: 600;
    color: var(--greengate-quiet);
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
    justify-content: center;
    box-sizing: border-box;
  }
`
