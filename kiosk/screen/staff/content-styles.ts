/** The look of figures, charts, tables and lists of the staff panel. */
import { css, type CSSResult } from 'lit'

/** What is read. */
export const contentStyles: CSSResult = css`
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  dl {
    margin: 0;
  }
  dd {
    margin: 0;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
    gap: 0.8em;
    margin-bottom: 1.2em;
  }
  .figures .figure {
    background: var(--paper);
    border-radius: 0.7em;
    padding: 0.7em 1em;
  }
  .figures dt {
    color: var(--quiet);
  }
  .figures dd {
    font-size: 1.45em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .figures [data-figure='latency'] dd {
    font-size: 1.05em;
    padding-top: 0.3em;
  }
  .chart {
    display: block;
    width: 100%;
    max-height: 15em;
  }
  .chart text,
  .bar text {
    font-size: 13px;
    fill: var(--quiet);
  }
  .chart .grid {
    stroke: #c5d2ca;
  }
  .part-pass {
    fill: #0a6b3d;
    background: #0a6b3d;
  }
  .part-check {
    fill: #ffcf33;
    background: #ffcf33;
    stroke: #7a5c00;
  }
  .part-stop {
    fill: #b3201c;
    background: #b3201c;
  }
  .part-invalid {
    fill: #3d4f66;
    background: #3d4f66;
  }
  .part-unreadable {
    fill: #8ea0b5;
    background: #8ea0b5;
    stroke: #3d4f66;
  }
  .legend,
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em 1.2em;
  }
  .legend i {
    display: inline-block;
    width: 0.9em;
    height: 0.9em;
    margin-right: 0.4em;
    vertical-align: -0.08em;
    border: 1px solid #43544a;
    box-sizing: border-box;
  }
  summary {
    display: flex;
    align-items: center;
    font-weight: 600;
    color: var(--leaf);
    cursor: pointer;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    text-align: left;
    padding: 0.3em 0.5em;
    border-bottom: 1px solid #d9e2dc;
  }
  .lines {
    display: grid;
    gap: 0.2em;
    margin-bottom: 0.6em;
  }
  .lines div {
    display: grid;
    grid-template-columns: 7em 1fr;
  }
  .lines dt {
    color: var(--quiet);
  }
  .bar {
    display: block;
    width: 100%;
  }
  .bar .track {
    fill: #e3e8e5;
    stroke: #6d8176;
  }
  .bar .used {
    fill: var(--leaf);
  }
  .bar.level-warning .used {
    fill: #a86400;
  }
  .bar.level-alarm .used,
  .bar.level-full .used {
    fill: var(--bad);
  }
  .bar .mark {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .devices li {
    display: grid;
    grid-template-columns: 7em minmax(0, 1fr) auto;
    align-items: center;
    gap: 1em;
    background: var(--paper);
    border-radius: 0.6em;
    padding: 0.5em 1em;
    margin-bottom: 0.5em;
  }
  .devices .state {
    font-weight: 700;
    color: var(--bad);
  }
  .devices [data-state='ready'] .state {
    color: var(--leaf);
  }
  .devices [data-state='starting'] .state {
    color: var(--quiet);
  }
  small {
    display: block;
    font-size: 1em;
    color: var(--quiet);
  }
  .receipt .number {
    font-size: 1.6em;
    font-weight: 700;
  }
  .verdict-line {
    display: flex;
    align-items: center;
    gap: 0.7em;
    padding: 0.5em 0.8em;
    border-radius: 0.5em;
    font-size: 1.3em;
  }
  .outcome-shape {
    width: 1.8em;
  }
  .fleet {
    display: block;
    width: min(100%, 22em);
  }
  .hint {
    color: var(--quiet);
  }
`
