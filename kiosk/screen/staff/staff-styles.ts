/** The look of the staff panel: letters for a glance, targets for a finger, no colour without a word. */
import { css, type CSSResult } from 'lit'
import { contentStyles } from './content-styles.ts'
import { controlStyles } from './control-styles.ts'

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

/** All of it. */
export const staffStyles: readonly CSSResult[] = [frame, controlStyles, contentStyles]
