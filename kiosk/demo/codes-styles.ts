/** The style sheet of the page of codes; also fit to be printed, one card never torn by a page. */
import { outcomeColour } from '../../verifier-web/elements/outcome-colours.ts'
import { departmentsStyles } from './departments-page.ts'
import { laneStyles } from './lane-styles.ts'

const outcomes = Object.entries(outcomeColour)
  .map(([outcome, { ground, ink }]) => `.${outcome} { --colour: ${ground}; --ink: ${ink}; }`)
  .join('\n')

/** As CSS. */
export const codesStyles = `
:root { color-scheme: light; }
body {
  margin: 0; padding: 2rem clamp(1rem, 3vw, 3rem); background: #f4f6f3; color: #14241b;
  font: 1rem/1.45 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif;
}
header { max-width: 60rem; margin-bottom: 1.5rem; }
h1 { margin: 0 0 0.5rem; font-size: 2rem; }
h1 span, h2 span, h3 span { font-weight: 500; }
h2 { margin: 0 0 0.4rem; font-size: 1.45rem; }
h3 { margin: 0 0 0.3rem; font-size: 1.2rem; }
p { margin: 0 0 0.3rem; }
[lang='en'] { color: #43544a; }
.made { font-size: 0.9rem; color: #43544a; }
.codes { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); }
article {
  display: grid; grid-template-columns: auto 1fr; gap: 1.25rem; padding: 1.25rem; align-items: start;
  background: #fff; border-radius: 0.9rem; border-left: 0.6rem solid var(--colour); break-inside: avoid;
}
progress { width: 100%; accent-color: #1f7a45; }
img { display: block; width: min(40vw, 13rem); height: auto; image-rendering: pixelated; }
article ul { margin: 0 0 0.7rem; padding-left: 1.1rem; font-size: 0.92rem; }
.expected { margin: 0.7rem 0 0.5rem; }
.expected strong { display: inline-block; padding: 0.15rem 0.7rem; border-radius: 0.4rem; background: var(--colour); color: var(--ink); }
.expected [lang='en'] { color: inherit; }
${outcomes}
${laneStyles}
${departmentsStyles}
/* On a phone, which is held up to a gate: the code as large as it goes, and the words below. */
@media screen and (max-width: 36rem) {
  article { grid-template-columns: 1fr; padding: 1rem; }
  img { width: 100%; max-width: 22rem; }
}
@media print {
  body { background: #fff; padding: 0; }
  article { border: 1px solid #ccc; }
  #lane, #staff, #cards, #departments, button { display: none; }
}
`
