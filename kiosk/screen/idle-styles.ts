/** The look of what invites: tiles, the camera's picture, the numbers of a group. */
import { css, type CSSResult } from 'lit'

/** Tiles and what lies above them. */
export const idleStyles: CSSResult = css`
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
  /* Two tiles share the room, or one with what is out of order: their pictures say it in every language. */
  .tile:not(:only-child) .reason .second,
  .idle[data-gone] .tile .reason .second {
    display: none;
  }
  .idle[data-gone] .tile:only-child {
    --word: 6;
    padding-block: calc(1.2 * var(--u));
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
  .idle[data-gone] .tile .asks {
    gap: calc(0.9 * var(--u));
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

/** How many they are. */
export const choosingStyles: CSSResult = css`
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
