/** The look of the update view; its sizes are those of the idle view, which it stands in for. */
import { css, type CSSResult } from 'lit'

/** Bar, buttons and the field for files. */
export const updateStyles: CSSResult = css`
  .update {
    --word: 6;
    --reason: 2.8;
  }
  .update .news,
  .update .ask {
    display: grid;
    align-content: center;
    gap: calc(2.4 * var(--u));
  }
  .update[data-update='refused'] .word .first,
  .update[data-update='too-large'] .word .first,
  .update[data-update='unreadable'] .word .first,
  .update[data-update='failed'] .word .first,
  .update[data-update='mixed-up'] .word .first,
  .update[data-update='forgotten'] .word .first {
    color: #8a1f11;
  }
  .update code {
    font-size: calc(2.2 * var(--u));
    color: var(--quiet);
  }
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: calc(3 * var(--u));
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
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--u));
  }
  label.button {
    position: relative;
    font-weight: 600;
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
  .handover {
    margin-left: auto;
  }
  @media (orientation: portrait) {
    .update {
      --word: 5.4;
      --reason: 2.4;
    }
    .hands {
      justify-content: center;
    }
  }
`
