/** The look of the report: paper first, wide screens and narrow ones, print. */

/** The style sheet. */
export const style = `
:root { color-scheme: light; --ink: #16211b; --quiet: #4c5751; --line: #d6ddd8; --paper: #fff; --ground: #f2f5f2; --green: #0a6b3d; }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; text-size-adjust: 100%; }
:root[lang="en"] [lang="zh-CN"], :root[lang="zh-CN"] [lang="en"] { display: none; }
body { margin: 0; }
main, footer { max-width: 1200px; margin: 0 auto; padding: 0 24px; }
header { padding: 28px 0 8px; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 1.3rem; margin: 0 0 8px; }
h3 { font-size: 1.05rem; margin: 20px 0 6px; }
h4 { font-size: .85rem; margin: 0 0 4px; color: var(--quiet); font-weight: 600; }
p { margin: 0 0 10px; max-width: 80ch; }
small, .over, .compared, .note, caption, figcaption, footer { color: var(--quiet); }
small { font-size: .85em; font-weight: 400; }
.over { text-transform: uppercase; letter-spacing: .06em; font-size: .8rem; font-weight: 600; color: var(--green); margin: 0; }
.compared { max-width: none; }
.note { font-size: .85rem; font-weight: 400; }
.lead { font-size: 1.15rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 22px 24px; margin: 16px 0; }
.controls button { font: inherit; padding: 4px 12px; border: 1px solid #76827b; background: var(--paper); color: var(--ink); cursor: pointer; }
header .controls { float: right; }
header .controls button:first-child { border-radius: 6px 0 0 6px; }
header .controls button:last-child { border-radius: 0 6px 6px 0; border-left: 0; }
header .controls button[aria-pressed="true"] { background: var(--green); border-color: var(--green); color: #fff; }
:focus-visible { outline: 3px solid #1d5fa8; outline-offset: 2px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; margin: 14px 0 0; }
.tile { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: 4px solid var(--line); padding: 8px 0 0; }
.tile dt { color: var(--quiet); font-size: .9rem; }
.tile dd { margin: 0; font-size: 1.7rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2; }
.tile dd small { font-size: .95rem; white-space: nowrap; }
.tile.changed { border-color: var(--ink); }
.tile.stricter { border-color: #b4530a; }
.tile.looser { border-color: #1d5fa8; }
.record { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 10px 24px; margin: 0; }
.record dt { color: var(--quiet); font-size: .85rem; }
.record dd { margin: 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 12px 24px; }
figure { margin: 0 0 12px; }
figcaption { font-size: .95rem; margin-bottom: 4px; }
figure div > svg { display: block; width: 100%; height: auto; }
.wide { overflow-x: auto; }
.wide > svg { max-width: 900px; min-width: 640px; }
.pair > * { min-width: 0; }
.pair .wide > svg { min-width: 500px; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 4px 0; font-size: .9rem; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { font-weight: 600; color: var(--quiet); font-size: .85rem; vertical-align: bottom; border-bottom: 2px solid #9aa69f; }
tbody th { font-weight: 600; white-space: nowrap; }
tbody tr:hover { background: #f5f8f5; }
.n { text-align: right; white-space: nowrap; }
thead .n { white-space: normal; }
.same { background: #eef3ef; }
.sum { font-weight: 600; }
.change caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#regions-table th:last-child { text-align: left; }
.change { position: relative; }
.change table { table-layout: fixed; min-width: 560px; }
.change th:nth-child(n+3) { width: 7.5em; }
.ground { overflow-wrap: anywhere; }
th button { all: unset; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
th button:focus-visible { outline: 3px solid #1d5fa8; }
th[aria-sort="descending"] button::after { content: " \\25BC"; }
th[aria-sort="ascending"] button::after { content: " \\25B2"; }
.mark { width: .75em; height: .75em; margin: 0 .45em 0 .2em; }
.bar { width: 120px; height: 12px; background: #eef1ee; vertical-align: middle; }
.tag { font-size: .8rem; font-weight: 400; border: 1px solid #76827b; border-radius: 4px; padding: 0 5px; }
.change { border-top: 1px solid var(--line); }
.change .count { font-size: 1.25rem; }
.warning { background: #fff6dd; border: 1px solid #d99e00; border-radius: 6px; padding: 8px 12px; margin-top: 14px; }
summary { cursor: pointer; }
.search { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; margin: 8px 0 14px; }
.search input, .search select { font: inherit; padding: 5px 8px; border: 1px solid #76827b; border-radius: 6px; background: var(--paper); color: var(--ink); max-width: 100%; }
.cards { list-style: none; margin: 0; padding: 0; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin: 0 0 12px; break-inside: avoid; }
.card h3 { margin: 0 0 8px; }
.card ul { margin: 0 0 8px; padding-left: 1.2em; font-size: .92rem; }
.card p { margin: 0 0 4px; overflow-wrap: anywhere; }
.state { display: inline-block; padding: 0 10px; border-radius: 4px; color: #fff; font-weight: 600; }
.state.pass { background: #0a6b3d; } .state.check { background: #ffcf33; color: #1f1a00; } .state.missing { background: #56697f; } .state.stop { background: #b3201c; }
code { font-size: .92em; overflow-wrap: anywhere; }
footer { padding-bottom: 32px; font-size: .9rem; }
@media (max-width: 600px) {
  main, footer { padding: 0 12px; }
  section { padding: 16px 14px; }
  h1 { font-size: 1.5rem; }
  header .controls { float: none; margin-bottom: 12px; }
}
@media print {
  html { background: none; font-size: 11pt; }
  main, footer { max-width: none; padding: 0; }
  section { border: 0; border-top: 1px solid #999; border-radius: 0; padding: 10px 0; }
  .controls { display: none; }
  .table, .wide { overflow: visible; }
  .wide > svg { min-width: 0; }
  figure, tr, .tile { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  * { print-color-adjust: exact; }
}
@page { margin: 16mm; }
`
