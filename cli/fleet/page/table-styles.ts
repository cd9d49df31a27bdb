/** How the table of stations looks; narrow windows leave columns to the details of a row. */
import { css } from 'lit'

/** For `<station-table>`. */
export const tableStyles = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 1rem;
    margin-bottom: 0.5rem;
  }
  h2 {
    scroll-margin-top: 0.5rem;
  }
  .wanted {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.9rem;
    margin-inline-start: auto;
  }
  .wanted label {
    display: inline-flex;
    align-items: center;
    gap: 0.4rem;
    min-width: 0;
  }
  .wanted label > span {
    color: var(--greengate-quiet);
    white-space: nowrap;
  }
  input[type='search'] {
    width: 15rem;
  }
  .held {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 1rem;
    margin-bottom: 0.5rem;
    padding: 0.4rem 0.8rem;
    border: 1px solid var(--greengate-line);
    border-radius: 0.5rem;
    background: var(--greengate-warned);
  }
  .held[hidden] {
    display: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    background: var(--greengate-raised);
    border: 1px solid var(--greengate-line);
    font-variant-numeric: tabular-nums;
  }
  caption.hidden {
    position: absolute;
  }
  th,
  td {
    padding: 0.35rem 0.6rem;
    border-bottom: 1px solid var(--greengate-line);
    text-align: left;
    vertical-align: top;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 0;
    background: var(--greengate-sunken);
    white-space: nowrap;
  }
  thead button {
    all: unset;
    box-sizing: border-box;
    width: 100%;
    min-height: 2.1rem;
    padding: 0.35rem 0.6rem;
    font-weight: 600;
    font-size: 0.87rem;
    cursor: pointer;
  }
  thead button:hover {
    text-decoration: underline;
  }
  thead button:focus-visible,
  .opener:focus-visible {
    outline: 3px solid var(--greengate-accent);
    outline-offset: -3px;
  }
  th[aria-sort='descending'] button::after {
    content: ' \\25BC' / '';
  }
  th[aria-sort='ascending'] button::after {
    content: ' \\25B2' / '';
  }
  .n,
  .n button {
    text-align: right;
    white-space: nowrap;
  }
  tbody tr[data-station] {
    cursor: pointer;
  }
  tbody tr[data-station]:hover {
    background: var(--greengate-sunken);
  }
  tbody th {
    padding: 0;
    font-weight: 600;
    white-space: nowrap;
  }
  .opener {
    all: unset;
    box-sizing: border-box;
    width: 100%;
    min-height: 2rem;
    padding: 0.35rem 0.6rem;
    cursor: pointer;
  }
  .opener {
    display: flex;
  }
  .opener::before {
    content: '\\25B8' / '';
    flex: none;
    width: 1.1em;
    color: var(--greengate-quiet);
  }
  .opener[aria-expanded='true']::before {
    content: '\\25BE' / '';
  }
  td:is(.lane, .service) {
    white-space: nowrap;
  }
  td.odd {
    font-weight: 700;
    color: var(--greengate-bad);
  }
  td.why {
    min-width: 12rem;
  }
  td.why > span {
    display: inline-flex;
    align-items: baseline;
    gap: 0.4rem;
  }
  td.why svg {
    flex: none;
    width: 0.95rem;
    height: 0.95rem;
    transform: translateY(0.1rem);
    --greengate-mark: var(--greengate-raised);
  }
  .well {
    color: var(--greengate-accent);
  }
  .doubt {
    color: var(--greengate-doubt);
    font-weight: 600;
  }
  .grave {
    color: var(--greengate-bad);
    font-weight: 700;
  }
  .details > td {
    padding: 0.6rem 0.9rem 0.9rem;
    background: var(--greengate-paper);
    box-shadow: inset 4px 0 var(--greengate-edge);
  }
  .parts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
    gap: 0.6rem 2rem;
    max-width: 90rem;
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0.4rem 0 0.2rem;
    font-size: 0.87rem;
    color: var(--greengate-quiet);
  }
  .parts ul,
  .parts ol {
    margin: 0;
    padding-inline-start: 1.1rem;
  }
  .parts p {
    margin: 0.1rem 0;
  }
  .parts dl {
    margin: 0;
  }
  .facts > div {
    display: flex;
    gap: 0.6rem;
    justify-content: space-between;
    max-width: 26rem;
  }
  .parts dt {
    color: var(--greengate-quiet);
  }
  .parts dd {
    margin: 0;
  }
  .devices .odd {
    font-weight: 700;
    color: var(--greengate-bad);
  }
  .nothing {
    margin: 0;
    padding: 1.5rem 1rem;
    text-align: center;
    color: var(--greengate-quiet);
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.4rem 1rem;
    padding: 0.6rem 0;
  }
  @container (max-width: 62rem) {
    .lane,
    .devices:is(td, th) {
      display: none;
    }
  }
  @container (max-width: 46rem) {
    .wanted input,
    .wanted select {
      width: 9.5rem;
    }
    .service,
    .rules,
    .unsent {
      display: none;
    }
  }
  @container (max-width: 36rem) {
    .wanted {
      width: 100%;
      margin: 0;
    }
    .wanted label {
      width: 100%;
    }
    .wanted input,
    .wanted select {
      flex: 1;
      width: auto;
    }
    .bundle,
    .offset {
      display: none;
    }
    tbody th {
      white-space: normal;
      overflow-wrap: break-word;
    }
    td.why {
      min-width: 8rem;
    }
    th,
    td,
    .opener,
    thead button {
      padding-inline: 0.4rem;
    }
  }
  @media print {
    .wanted,
    .pager,
    .held,
    .opener::before {
      display: none;
    }
    /* Once: what buttons say is not repeated on later pages. */
    thead {
      display: table-row-group;
    }
    thead th {
      position: static;
    }
    tr {
      break-inside: avoid;
    }
  }
`
