/** The style sheet of the lane on the page of codes: cards, buttons, the gate, and the slip. */

/** As CSS. */
export const laneStyles = `
main { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: 1.5rem 2rem; align-items: start; }
.hands { grid-column: 1; grid-row: 1; display: grid; gap: 1.5rem; }
#lane {
  grid-column: 2; grid-row: 1; position: sticky; top: 1rem; padding: 1.25rem;
  max-height: calc(100vh - 4.5rem); overflow: auto; background: #fff; border-radius: 0.9rem;
}
#lane h3 { margin-top: 1rem; font-size: 1.05rem; }
.cards { display: grid; gap: 1rem; margin: 0.8rem 0; padding: 0; list-style: none;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.cards li {
  display: flex; flex-direction: column; align-items: flex-start; gap: 0.4rem; padding: 1rem;
  background: #fff; border-top: 0.5rem solid var(--colour); border-radius: 0.9rem;
}
.cards .lies { outline: 3px solid #1f5fa8; outline-offset: 2px; }
.cards p { margin: 0; }
.cards .expected { margin: auto 0 0; }
button {
  min-height: 2.75rem; padding: 0.4rem 1rem; border: 0; border-radius: 0.6rem; background: #1b5e3b; color: #fff;
  font: inherit; cursor: pointer;
}
button [lang='en'] { color: inherit; }
button:hover { background: #124329; }
button:focus-visible, a:focus-visible { outline: 3px solid #1f5fa8; outline-offset: 3px; }
button:is([data-act='lift'], [data-act='turn-back'], [data-act='force']) {
  background: #fff; color: #14241b; box-shadow: inset 0 0 0 2px #56697f;
}
button:is([data-act='lift'], [data-act='turn-back'], [data-act='force']):hover { background: #e6ebe7; }
.acts { display: grid; gap: 0.5rem; }
#lane svg { display: block; width: 100%; height: auto; border-radius: 0.6rem; background: #e9efe9; }
.floor { fill: #b5c2b9; }
.post { fill: #3d4f66; }
.lamp { fill: #1f2b3a; }
[data-lamp='green'] .lamp.green { fill: #3ee07f; }
[data-lamp='yellow'] .lamp.yellow { fill: #ffcf33; }
[data-lamp='red'] .lamp.red { fill: #ff5a4f; }
svg .card { fill: #1f2b3a; }
svg:not([data-card='']) .card { fill: #bfe0ff; }
.wing { fill: #b3201c; transition: transform 0.35s; }
[data-gate='open'] .wing { fill: #0a6b3d; }
.wing.left { transform-origin: 50px 0; }
.wing.right { transform-origin: 190px 0; }
[data-gate='open'] .wing { transform: scaleX(0.14); }
#gate-state { margin: 0.6rem 0 0.4rem; font-weight: 600; }
#said { min-height: 1.45em; margin-bottom: 0.6rem; padding: 0.3rem 0.7rem; border-radius: 0.4rem; background: var(--colour, #e9efe9); color: var(--ink, inherit); }
#said [lang='en'] { color: inherit; }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; margin: 0 0 0.8rem; }
dt { font-size: 0.92rem; }
dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
#slip {
  padding: 0.8rem; background: #fffdf3; border: 1px solid #d8d2b8; border-bottom-style: dashed; color: #1c1b16;
  font: 0.82rem/1.35 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', ui-monospace, monospace; text-align: center; overflow-wrap: anywhere;
}
#slip p { margin: 0; min-height: 1.35em; white-space: pre-wrap; }
#slip .large { font-size: 1.5rem; font-weight: 700; }
@keyframes printed { from { transform: translateY(-1.2rem); opacity: 0; } }
#slip.new { animation: printed 0.5s; }
kbd { padding: 0.1rem 0.4rem; border: 1px solid #8b988f; border-radius: 0.3rem; background: #fff; font: inherit; font-weight: 600; }
@media (max-width: 60rem) {
  main { grid-template-columns: minmax(0, 1fr); }
  #lane, .hands { grid-column: 1; grid-row: auto; }
  #lane { position: static; max-height: none; }
}
@media (prefers-reduced-motion: reduce) { .wing, #slip.new { transition: none; animation: none; } }
`
