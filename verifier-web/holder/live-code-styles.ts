/** How a code looks that is shown: as large as there is room, or alone on a white screen; a live one is not printed. */
import { css } from 'lit'

/** The picture, its countdown, and what stands in its place. */
export const liveCodeStyles = css`
  .left {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.75rem;
    align-items: center;
    max-width: 30rem;
    margin: 0 auto 0.75rem;
    font-size: 1.15rem;
    font-weight: 600;
  }
  progress {
    width: 100%;
    height: 0.7rem;
    accent-color: var(--greengate-accent);
  }
  .gone {
    display: grid;
    place-content: center;
    gap: 0.5rem;
    min-height: 16rem;
    margin: 0 0 1rem;
    padding: 1rem;
    border: 2px dashed var(--greengate-quiet);
    border-radius: 0.5rem;
    text-align: center;
  }
  .middle {
    justify-content: center;
    margin-bottom: 0.75rem;
  }
  dialog {
    width: 100vw;
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0.5rem;
    border: 0;
    color-scheme: light;
    background: #ffffff;
    color: #000000;
    text-align: center;
    font-size: 1.3rem;
  }
  dialog[open] {
    display: grid;
    align-content: space-evenly;
    justify-items: center;
  }
  dialog .code {
    width: min(100%, 100dvh - 11rem);
    margin: 0;
  }
  dialog > div:first-of-type {
    display: contents;
  }
  dialog p {
    margin: 0;
  }
  dialog .left {
    width: min(100%, 30rem);
    margin: 0;
  }
  dialog button {
    background: #ffffff;
    border-color: #000000;
    color: #000000;
  }
  dialog :focus-visible {
    outline-color: #000000;
  }
  .on-paper {
    display: none;
  }
  @media print {
    .live,
    .left,
    button {
      display: none;
    }
    .on-paper {
      display: block;
    }
  }
`
