/** The look of each view: tiles that invite, outcomes that fill the screen, advice beside a picture. */
import { css, type CSSResult } from 'lit'

const idle = css`
  .idle {
    --word: 5;
    --reason: 2.5;
  }
  .idle header,
  .idle .rule,
  .idle .reason .second,
  .idle .small .second {
    color: var(--quiet);
  }
  .idle .word .first {
    color: var(--leaf);
  }
  .idle .world {
    color: var(--amber);
  }
  .ask {
    display: grid;
    align-content: center;
    justify-items: center;
    text-align: center;
    gap: calc(2 * var(--u));
  }
  .ways {
    display: grid;
    grid-template-rows: repeat(2, auto) minmax(0, 1fr);
    gap: calc(1.2 * var(--u));
    min-height: 0;
  }
  .tiles {
    grid-row: 3;
    display: flex;
    align-items: stretch;
    justify-content: center;
    gap: calc(1.6 * var(--u));
    min-height: 0;
  }
  .tile {
    flex: 1 1 0;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    justify-items: center;
    gap: calc(1.4 * var(--u));
    min-width: 0;
    min-height: 0;
    padding: calc(1.6 * var(--u)) calc(2 * var(--u));
    box-sizing: border-box;
    text-align: center;
    background: var(--paper);
    border: max(0.12 * var(--u), 2px) solid #b9ccc0;
    border-radius: calc(2 * var(--u));
  }
  /* The one way there is has the whole width, picture beside words. */
  .tile:only-child {
    --word: 7.4;
    --reason: 3.2;
    grid-template-rows: minmax(0, 1fr);
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: calc(4 * var(--u));
    text-align: left;
    padding: calc(2.4 * var(--u)) calc(4 * var(--u));
  }
  /* Two tiles share the room: their pictures say it in every language. */
  .tile:not(:only-child) .reason .second {
    display: none;
  }
  .tile .figure {
    color: var(--leaf);
    height: 100%;
    min-height: 0;
    aspect-ratio: 4 / 3;
  }
  .tile .figure:has(.eye-place) {
    aspect-ratio: 1;
  }
  .asks {
    display: grid;
    gap: calc(0.9 * var(--u));
  }
  .tile:only-child .asks {
    gap: calc(2.4 * var(--u));
  }
  .or {
    align-self: center;
    font-weight: 700;
    color: var(--quiet);
  }
  .gone,
  .group {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--u));
    padding: calc(0.8 * var(--u)) calc(2 * var(--u));
    border-radius: calc(1.2 * var(--u));
    background: #fff1cc;
    color: #3f2a00;
  }
  .idle .gone .second {
    color: inherit;
  }
  .group {
    background: var(--tint);
    color: var(--ink);
  }
  .group .cancel {
    margin-left: auto;
  }
  .dots {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em;
  }
  .dots i {
    width: 0.9em;
    height: 0.9em;
    border: 0.16em solid currentColor;
    border-radius: 50%;
  }
  .dots i[data-done] {
    background: currentColor;
  }
  /* The camera's picture lies over its place in the view; it never leaves the page. */
  .eye-place {
    anchor-name: --eye;
    height: 100%;
    max-width: 100%;
    aspect-ratio: 1;
    margin: auto;
  }
  .eye {
    position: absolute;
    position-anchor: --eye;
    top: anchor(top);
    left: anchor(left);
    width: anchor-size(width);
    height: anchor-size(height);
    box-sizing: border-box;
    border: max(0.5 * var(--u), 3px) solid var(--leaf);
    border-radius: calc(2 * var(--u));
    overflow: hidden;
    background: #dfe5df;
    pointer-events: none;
  }
  .eye:not([data-shown]) {
    opacity: 0;
    top: 0;
    left: 0;
    width: calc(20 * var(--u));
    height: calc(20 * var(--u));
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

const choosing = css`
  .choice {
    --word: 6;
    --reason: 3;
    display: grid;
    justify-items: center;
    align-content: center;
    text-align: center;
    gap: calc(1.8 * var(--u));
    min-height: 0;
  }
  .choice .picture {
    color: var(--leaf);
    width: calc(16 * var(--u));
    height: calc(11 * var(--u));
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(1.6 * var(--u));
    list-style: none;
    max-width: calc(80 * var(--u));
  }
  .number {
    width: max(var(--touch), 9 * var(--u));
    height: max(var(--touch), 9 * var(--u));
    padding: 0;
    font-size: max(4.4 * var(--u), 1.3 * var(--s));
  }
`

const outcome = css`
  .verdict {
    display: grid;
    grid-template-columns: calc(25 * var(--u)) minmax(0, 1fr);
    align-items: center;
    gap: calc(4.6 * var(--u));
    min-height: 0;
  }
  .shape {
    display: grid;
    justify-items: center;
    gap: calc(2 * var(--u));
  }
  .shape .dots {
    font-size: max(2.6 * var(--u), var(--s));
  }
  .outcome-shape {
    width: 100%;
  }
  .says {
    display: grid;
    gap: calc(1.6 * var(--u));
    min-width: 0;
  }
  .outcome {
    --word: 8.6;
    --reason: 2.8;
  }
  .next {
    display: flex;
    align-items: center;
    gap: 0.9em;
    padding: 0.7em 1.1em;
    border-radius: calc(1.2 * var(--u));
    border: max(0.28 * var(--u), 2px) solid currentColor;
    justify-self: start;
  }
  .next .icon {
    font-size: max(3.4 * var(--u), var(--s));
  }
  .verdict + footer {
    min-height: 2.6em;
  }
  .verdict + footer > :only-child {
    margin-left: auto;
  }
  .verdict + footer > .rule {
    flex: 1 1 0;
    min-width: 0;
  }
  .verdict + footer > .rule:not(:first-child) .second {
    display: none;
  }
  .appeal {
    display: grid;
    gap: 0.3em;
    flex: none;
  }
  .appeal strong {
    font-size: max(4.6 * var(--u), 1.4 * var(--s));
    line-height: 1;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.02em;
    white-space: nowrap;
  }
  .problem {
    --word: 8;
    --reason: 4;
    background: #1a2026;
    color: #ffffff;
    --paper: #1a2026;
    --tint: #33414d;
  }
  .problem .shape {
    grid-auto-rows: calc(20 * var(--u));
  }
  .problem[data-problem='held'],
  .problem[data-problem='emergency'] {
    background: #0b3f6b;
    --paper: #0b3f6b;
    --tint: #2a5f8d;
  }
  .problem footer .pair {
    min-width: 0;
  }
`

const advice = css`
  .advice {
    --word: 8;
    --reason: 3.4;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    grid-template-columns: calc(34 * var(--u));
    align-items: center;
    gap: calc(5 * var(--u));
    min-height: 0;
  }
  .advice:not(:has(.figure)) {
    grid-template-columns: minmax(0, 1fr);
  }
  .advice .figure {
    color: var(--leaf);
    width: calc(34 * var(--u));
    height: calc(34 * var(--u));
    max-height: 100%;
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--leaf);
  }
  .plain[data-serious] {
    background: #fff1cc;
    --tint: #f5d98a;
    --quiet: #4a3a10;
  }
  .plain[data-serious] .figure,
  .plain[data-serious] .word .first {
    color: #5a2a00;
  }
  .clock progress {
    flex: 1;
    width: auto;
  }
  .clock .pair {
    min-width: 12em;
    font-variant-numeric: tabular-nums;
  }
`

const lying = css`
  @media (orientation: landscape) {
    .outcome header .second,
    .idle .rule .second {
      display: none;
    }
    .idle footer .rule {
      flex: 1 1 0;
      min-width: 0;
    }
    .idle footer .buttons {
      flex-wrap: nowrap;
    }
    .choice .picture {
      display: none;
    }
  }
`

const upright = css`
  @media (orientation: portrait) {
    .tiles {
      flex-direction: column;
    }
    .tile,
    .tile:only-child {
      --word: 4.6;
      --reason: 2.4;
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) auto;
      justify-items: center;
      text-align: center;
    }
    .tile:only-child {
      --word: 5.4;
    }
    .tile .figure {
      max-width: 100%;
    }
    .tile:only-child .figure {
      max-height: calc(38 * var(--u));
    }
    .verdict,
    .advice {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-flow: row;
      justify-items: center;
      text-align: center;
      align-content: center;
      gap: calc(2.6 * var(--u));
    }
    .says {
      justify-items: center;
    }
    .next {
      justify-self: center;
    }
    .outcome-shape {
      width: calc(18 * var(--u));
    }
    .outcome {
      --word: 8;
      --reason: 2.6;
    }
    .problem,
    .advice {
      --word: 6.4;
      --reason: 2.9;
    }
    .verdict + footer > .rule {
      flex: none;
    }
    .appeal {
      justify-items: center;
    }
    .verdict + footer > :only-child {
      margin: 0;
    }
    .clock progress {
      width: 100%;
      flex: none;
    }
    .numbers {
      max-width: calc(46 * var(--u));
    }
  }
`

/** In the order in which they refine each other. */
export const viewStyles: readonly CSSResult[] = [idle, choosing, outcome, advice, lying, upright]
