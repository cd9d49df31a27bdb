/** The look of the staff panel: letters for a glance, targets for a finger, no colour without a word. */
import { css, type CSSResult } from 'lit'

const frame = css`
  :host {
    --paper: #ffffff;
    --ink: #14241b;
    --quiet: #43544a;
    --leaf: #0a6b3d;
    --bad: #a3160f;
    --focus: #0b5cad;
    --touch: 44px;
    position: fixed;
    inset: 0;
    z-index: 2;
    font-family:
      'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui,
      sans-serif;
    font-size: calc(var(--s, 20px) * 0.72);
    line-height: 1.35;
    color: var(--ink);
  }
  .panel {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    background: #eef2ef;
  }
  header,
  nav,
  .became {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.7em;
    padding: 0.6em 1.4em;
    background: var(--paper);
  }
  header h2 {
    margin: 0 auto 0 0;
    font-size: 1.3em;
  }
  .left {
    margin: 0;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  nav {
    border-top: 1px solid #c5d2ca;
    border-bottom: 1px solid #c5d2ca;
  }
  .body {
    grid-row: 3;
    overflow: auto;
    padding: 1.2em 1.4em;
  }
  .body:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: -3px;
  }
  .became {
    margin: 0;
    grid-row: 4;
    min-height: 1.6em;
    font-weight: 600;
  }
  .became[data-became='refused'],
  .bad,
  .wrong {
    color: var(--bad);
  }
  h3 {
    margin: 0 0 0.5em;
    font-size: 1.1em;
  }
  p {
    margin: 0.3em 0;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 24em), 1fr));
    gap: 1.2em;
    align-items: start;
  }
  section,
  form {
    background: var(--paper);
    border-radius: 0.7em;
    padding: 1em 1.2em;
    margin-bottom: 1.2em;
    min-width: 0;
  }
`

const controls = css`
  section[data-blank] {
    background: none;
  }
  button,
  input,
  summary {
    font: inherit;
    min-height: var(--touch);
    min-width: var(--touch);
    box-sizing: border-box;
  }
  button {
    font-weight: 600;
    color: var(--leaf);
    background: var(--paper);
    border: 2px solid var(--leaf);
    border-radius: 0.5em;
    padding: 0.3em 1em;
    cursor: pointer;
    touch-action: manipulation;
  }
  button.main,
  button[aria-current='page'],
  button[aria-pressed='true'] {
    color: #ffffff;
    background: var(--leaf);
  }
  button.danger {
    color: #ffffff;
    background: var(--bad);
    border-color: var(--bad);
  }
  button:disabled {
    color: #5d6b63;
    background: #e3e8e5;
    border-color: #8fa096;
    cursor: default;
  }
  button:focus-visible,
  input:focus-visible,
  summary:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .acts,
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.7em;
    margin: 0.7em 0;
  }
  .fields {
    display: grid;
    gap: 0.8em;
    align-content: start;
    min-width: 0;
  }
  .field {
    display: grid;
    gap: 0.2em;
    font-weight: 600;
  }
  .field input {
    width: 100%;
    padding: 0 0.6em;
    border: 2px solid #6d8176;
    border-radius: 0.4em;
    background: var(--paper);
    color: var(--ink);
    font-size: 1.2em;
    letter-spacing: 0.06em;
  }
  .wrong {
    min-height: 1.35em;
  }
  .beside,
  .sign-in {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 1.4em;
  }
  .sign-in {
    max-width: 62em;
    margin: 0 auto;
  }
  .pad {
    display: grid;
    grid-template-columns: repeat(3, minmax(calc(var(--touch) * 1.3), auto));
    gap: 0.4em;
    align-content: start;
  }
  .pad[data-pad='operator'] {
    grid-template-columns: repeat(7, minmax(var(--touch), auto));
  }
  .key {
    padding: 0.2em;
    font-size: 1.15em;
  }
  .erase {
    grid-column: span 2;
  }
  fieldset {
    border: 1px solid #c5d2ca;
    border-radius: 0.5em;
    margin: 0;
  }
  .option {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-height: var(--touch);
  }
  .option input {
    min-height: 0;
    min-width: 0;
    width: 1.3em;
    height: 1.3em;
    accent-color: var(--leaf);
  }
  .sure {
    border: 3px solid var(--bad);
    border-radius: 0.6em;
    padding: 0.6em 1em;
  }
  form > .field + button,
  form > p + .field {
    margin-top: 0.6em;
  }
  .told {
    font-weight: 600;
    min-height: 1.35em;
  }
  @media (orientation: portrait) {
    .beside,
    .sign-in {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`

const contents = css`
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

/** All of it. */
export const staffStyles: readonly CSSResult[] = [frame, controls, contents]
