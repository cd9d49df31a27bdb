/** The look of each view, by how the panel stands: lying first, then what is other upright. */
import { css, type CSSResult } from 'lit'
import { choosingStyles, idleStyles } from './idle-styles.ts'
import { adviceStyles, outcomeStyles } from './outcome-styles.ts'

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
export const viewStyles: readonly CSSResult[] = [
  idleStyles,
  choosingStyles,
  outcomeStyles,
  adviceStyles,
  lying,
  upright,
]
