/** How the report's sections look within the page: its type, its colours, by night too. */
import { css } from 'lit'

/** The charts are drawn in the colours of paper; by night the same parts take others. */
export const reportStyles = css`
  :host([language='en']) [lang='zh-CN'],
  :host([language='zh']) [lang='en'] {
    display: none;
  }
  .result {
    margin-top: 1.2rem;
    font-size: 1.05rem;
  }
  section {
    border-top: 1px solid var(--greengate-line);
    margin-top: 1rem;
    padding-top: 0.8rem;
  }
  h2 {
    font-size: 1rem;
  }
  h4 {
    margin: 0 0 0.25rem;
    font-size: 0.85rem;
    color: var(--greengate-quiet);
  }
  small,
  caption,
  figcaption,
  .note {
    color: var(--greengate-quiet);
    font-size: 0.85rem;
    font-weight: 400;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 0.6rem;
    margin: 0.5rem 0 0;
  }
  .tile {
    display: flex;
    flex-direction: column-reverse;
    justify-content: flex-end;
    border-top: 3px solid var(--greengate-edge);
    padding-top: 0.35rem;
  }
  .tile dt {
    color: var(--greengate-quiet);
    font-size: 0.85rem;
  }
  .tile dd {
    margin: 0;
    font-size: 1.3rem;
    font-weight: 650;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }
  .tile.stricter {
    border-color: var(--studio-stricter);
  }
  .tile.looser {
    border-color: var(--studio-looser);
  }
  figure {
    margin: 0.6rem 0;
  }
  figure div > svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .wide,
  .table {
    overflow-x: auto;
  }
  .wide > svg {
    min-width: 26rem;
  }
  .wide:focus-visible,
  .table:focus-visible {
    outline-offset: -2px;
  }
  figure svg text {
    fill: var(--greengate-ink);
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 0.84rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    text-align: left;
    padding: 0.2rem 0;
  }
  th,
  td {
    padding: 0.3rem 0.35rem;
    border-bottom: 1px solid var(--greengate-line);
    text-align: left;
    vertical-align: top;
  }
  thead th {
    font-weight: 600;
    color: var(--greengate-quiet);
    vertical-align: bottom;
    border-bottom: 2px solid var(--greengate-edge);
  }
  tbody th {
    font-weight: 600;
    white-space: nowrap;
  }
  .n {
    text-align: right;
    white-space: nowrap;
  }
  thead .n {
    white-space: normal;
  }
  #matrix td small {
    display: block;
  }
  .same {
    background: var(--greengate-sunken);
  }
  th button {
    all: unset;
    cursor: pointer;
    min-height: 1.5rem;
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  th button:focus-visible {
    outline: 2px solid var(--greengate-accent);
  }
  th[aria-sort='descending'] button::after {
    content: ' \\25BC';
  }
  th[aria-sort='ascending'] button::after {
    content: ' \\25B2';
  }
  .mark {
    width: 0.75em;
    height: 0.75em;
    margin: 0 0.45em 0 0.2em;
  }
  .bar {
    width: 90px;
    height: 12px;
    background: var(--greengate-sunken);
    vertical-align: middle;
  }
  .tag {
    font-size: 0.8rem;
    border: 1px solid var(--greengate-edge);
    border-radius: 0.25rem;
    padding: 0 0.3rem;
  }
  .change caption {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .change {
    position: relative;
  }
  .count {
    font-size: 1.15rem;
  }
  .ground {
    overflow-wrap: anywhere;
  }
  summary {
    cursor: pointer;
    min-height: 1.5rem;
  }
  .search {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin: 0.5rem 0;
  }
  .cards {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .card {
    border: 1px solid var(--greengate-line);
    border-radius: 0.5rem;
    padding: 0.6rem 0.8rem;
    margin: 0 0 0.6rem;
  }
  .card h3 {
    margin: 0 0 0.4rem;
  }
  .card ul {
    margin: 0 0 0.4rem;
    padding-left: 1.2em;
    font-size: 0.9rem;
  }
  .card p {
    overflow-wrap: anywhere;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: 0.5rem 1rem;
  }
  .pair > figure {
    min-width: 0;
    grid-column: 1 / -1;
  }
  .state {
    display: inline-block;
    padding: 0 0.6rem;
    border-radius: 0.3rem;
    color: #ffffff;
    font-weight: 600;
  }
  .state.pass {
    background: #0a6b3d;
  }
  .state.check {
    background: #ffcf33;
    color: #1f1a00;
  }
  .state.missing {
    background: #56697f;
  }
  .state.stop {
    background: #b3201c;
  }
  @media (prefers-color-scheme: dark) {
    svg [fill='#0a6b3d'] {
      fill: #2fa36b;
    }
    svg [stroke='#0a6b3d'] {
      stroke: #2fa36b;
    }
    svg [fill='#b3201c'] {
      fill: #e0605a;
    }
    svg [stroke='#b3201c'] {
      stroke: #e0605a;
    }
    svg [fill='#1d5fa8'] {
      fill: #6ba6ea;
    }
    svg [fill='#b4530a'] {
      fill: #ea9150;
    }
    svg [fill='#56615b'] {
      fill: #94a29a;
    }
  }
`
