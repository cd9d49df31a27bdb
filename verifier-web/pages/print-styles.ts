/** How the page looks on paper: the answer alone; and where the system chooses the colours. */
import { css } from 'lit'

/** A sheet with the verdict, why, when and by which rules, and nothing to press. */
export const printStyles = css`
  @media print {
    :host {
      min-height: 0;
      background: none;
    }
    nav,
    .languages,
    greengate-scanner,
    verifier-inputs,
    .data,
    .past,
    .another,
    .clear,
    .drop,
    footer {
      display: none;
    }
    main {
      display: block;
    }
    .printed {
      display: grid;
      gap: 0.6rem;
      break-inside: avoid;
    }
    .printed dd {
      margin: 0;
    }
    .blank {
      border: 0;
      min-height: 0;
    }
  }
  @media (forced-colors: active) {
    .languages button[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`
