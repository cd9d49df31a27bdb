/** The look of the update view; its sizes are those of the idle view, which it stands in for. */
import { css, type CSSResult } from 'lit'

/** Bar, buttons and the field for files. */
export const updateStyles: CSSResult = css`
  .update {
    --word: 5;
    --reason: 2.9;
  }
  .update .advice {
    --word: 5;
    --reason: 2.9;
  }
  .update .reasons {
    gap: calc(1 * var(--u));
  }
  .update[data-refused] .word .first {
    color: #8a1f11;
  }
  .update .stays {
    color: var(--quiet);
  }
  .update code {
    display: block;
  }
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: calc(2.6 * var(--u));
    border: calc(0.3 * var(--u)) solid var(--leaf);
    border-radius: calc(1.5 * var(--u));
    background: #ffffff;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: #ffffff;
  }
  progress::-webkit-progress-value {
    background: var(--leaf);
  }
  progress::-moz-progress-bar {
    background: var(--leaf);
  }
  .hands {
    flex: 1;
    display: flex;
    gap: calc(2 * var(--u));
  }
  label.button {
    position: relative;
    font-weight: 700;
    color: #ffffff;
    background: var(--leaf);
    border: 0.1em solid var(--leaf);
    border-radius: 0.5em;
    padding: 0.4em 1.4em;
    white-space: nowrap;
    cursor: pointer;
  }
  label.button:focus-within {
    outline: 0.15em solid #0b5cad;
    outline-offset: 0.15em;
  }
  /* Over the whole label, and there for keyboards and screen readers; only its own look is gone. */
  label.button input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  @media (orientation: portrait) {
    .update .advice {
      --word: 5;
      --reason: 2.7;
    }
    .hands {
      justify-content: center;
    }
    /* One language on the buttons is what there is room for; the chosen one stands first. */
    .hands span:not(:first-of-type),
    .handover span:not(:first-of-type) {
      display: none;
    }
  }
`
