/** The look of the screen: sizes in units of the screen's width, so that it reads alike on every panel. */
import { css, type CSSResult } from 'lit'

// EN 301 549, 5.1.4: capitals of 7.3 mm are legible from 0.6 m. On a 21.5 inch panel 1u is 4.76 mm,
// so the smallest text, 2.2u, has capitals of 7.5 mm; the words that matter are two to five times that.
const ground = css`
  :host {
    --u: min(1vw, 1.7778vh);
    --ground: #f4f6f3;
    --ink: #14241b;
    --quiet: #43544a;
    --leaf: #0a6b3d;
    position: fixed;
    inset: 0;
    background: var(--ground);
    color: var(--ink);
    font-family:
      'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui,
      sans-serif;
    font-size: calc(2.2 * var(--u));
    line-height: 1.25;
  }
  section {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: auto 1fr auto;
    gap: calc(1.5 * var(--u));
    padding: calc(3 * var(--u)) calc(4 * var(--u));
    box-sizing: border-box;
    overflow: hidden;
  }
  p {
    margin: 0;
    text-wrap: pretty;
  }
  header,
  footer {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: calc(1 * var(--u)) calc(3 * var(--u));
  }
  header {
    align-items: start;
  }
  .dot {
    margin: 0 0.3em;
  }
  .place {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.8em;
  }
  .world {
    border: 0.09em solid currentColor;
    border-radius: 0.35em;
    padding: 0 0.45em;
  }
`

const text = css`
  .first {
    font-weight: 700;
  }
  .word .first {
    font-size: calc(var(--word, 11) * var(--u));
    line-height: 1.12;
  }
  .word .first:lang(en) {
    font-size: calc(var(--word, 11) * 0.8 * var(--u));
  }
  .word .second {
    font-size: calc(var(--word, 11) * 0.48 * var(--u));
    font-weight: 600;
  }
  .reason .first {
    font-size: calc(var(--reason, 3.8) * var(--u));
    font-weight: 600;
  }
  .reason .second {
    font-size: calc(var(--reason, 3.8) * 0.76 * var(--u));
  }
  .small .first {
    font-weight: 500;
  }
  .reasons {
    display: grid;
    gap: calc(1.4 * var(--u));
  }
  .says:has([data-count='2']) {
    --word: 9;
    --reason: 3.2;
  }
`

const verdict = css`
  .verdict {
    display: grid;
    grid-template-columns: calc(30 * var(--u)) 1fr;
    align-items: center;
    gap: calc(5 * var(--u));
    min-height: 0;
  }
  .outcome-shape,
  .sign {
    display: block;
    width: 100%;
  }
  .says {
    display: grid;
    gap: calc(2.6 * var(--u));
  }
  .verdict + footer {
    min-height: 2.5em;
  }
  .problem {
    --word: 8;
    background: #1a2026;
    color: #ffffff;
  }
`

const idle = css`
  .idle {
    --word: 8;
    --reason: 3.4;
  }
  .idle .ask {
    display: grid;
    align-content: center;
    gap: calc(3.2 * var(--u));
    width: calc(49 * var(--u));
  }
  .idle .word .first {
    color: var(--leaf);
  }
  .idle header,
  .idle .rule,
  .idle .reason .second {
    color: var(--quiet);
  }
  .idle .world {
    color: #7a3b00;
  }
  button {
    font: inherit;
    font-weight: 600;
    color: var(--leaf);
    background: #ffffff;
    border: 0.1em solid currentColor;
    border-radius: 0.5em;
    padding: 0.4em 1.4em;
    white-space: nowrap;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 0.15em solid #0b5cad;
    outline-offset: 0.15em;
  }
  .eye {
    position: absolute;
    right: calc(4 * var(--u));
    top: 50%;
    width: calc(38 * var(--u));
    aspect-ratio: 1;
    transform: translateY(-50%);
    box-sizing: border-box;
    border: calc(0.6 * var(--u)) solid var(--leaf);
    border-radius: calc(3 * var(--u));
    overflow: hidden;
    background: #dfe5df;
  }
  .eye:not([data-shown]) {
    opacity: 0;
  }
  /* A mirror: people move the code the right way without thinking. */
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }
`

const portrait = css`
  @media (orientation: portrait) {
    :host {
      --u: min(1.7778vw, 1vh);
    }
    header {
      flex-direction: column;
      align-items: center;
      text-align: center;
    }
    .verdict {
      grid-template-columns: 1fr;
      justify-items: center;
      text-align: center;
      align-content: center;
      gap: calc(4 * var(--u));
    }
    .outcome-shape,
    .sign {
      width: calc(26 * var(--u));
    }
    .outcome,
    .problem {
      --word: 9;
      --reason: 3.2;
    }
    .problem {
      --word: 7;
    }
    .idle {
      --word: 6.6;
      --reason: 2.8;
    }
    .idle .ask {
      width: auto;
      align-content: start;
      text-align: center;
      padding-top: calc(2 * var(--u));
      gap: calc(2 * var(--u));
    }
    .eye {
      right: 50%;
      top: auto;
      bottom: calc(14.6 * var(--u));
      width: calc(37 * var(--u));
      transform: translateX(50%);
    }
  }
`

// One soft arrival, never a flash; none for those who ask for none.
const motion = css`
  @media (prefers-reduced-motion: no-preference) {
    .outcome,
    .problem {
      animation: arrive 160ms ease-out;
    }
    @keyframes arrive {
      from {
        opacity: 0;
      }
    }
  }
`

/** All of it. */
export const screenStyles: readonly CSSResult[] = [ground, text, verdict, idle, portrait, motion]
