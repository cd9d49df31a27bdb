/** What the page does with the lane: posts what was clicked, and draws the gate as it is. */
import { laneWords } from './lane-page.ts'

/** The script; words are put in as text and never as HTML. */
export const laneScript = `
const words = ${JSON.stringify(laneWords)}
const byId = (id) => document.getElementById(id)
const lane = byId('lane')
const picture = lane.querySelector('svg')
const say = (element, { zh, en }) => {
  const text = zh + ' ' + en
  if (element.textContent === text) return
  const english = document.createElement('span')
  english.lang = 'en'
  english.textContent = en
  element.replaceChildren(zh + ' ', english)
}
const paper = byId('slip')
let printed
const drawSlip = (slip) => {
  const text = JSON.stringify(slip)
  if (slip === null || text === printed) return
  printed = text
  paper.replaceChildren(...slip.lines.map((line) => {
    const row = document.createElement('p')
    if (line.large) row.className = 'large'
    row.textContent = line.text
    return row
  }))
  paper.classList.remove('new')
  void paper.offsetWidth
  paper.classList.add('new')
}
const draw = ({ card, gate, lamp, said, slip }) => {
  const state = gate.isOpen ? 'open' : 'closed'
  picture.dataset.gate = state
  picture.dataset.lamp = lamp ?? ''
  picture.dataset.card = card ?? ''
  for (const one of document.querySelectorAll('[data-card]'))
    one.classList.toggle('lies', one.dataset.card === card)
  say(byId('gate-state'), words.gate[state])
  byId('passed').textContent = gate.passed
  byId('forced').textContent = gate.forced
  const element = byId('said')
  element.className = said?.outcome ?? ''
  if (said !== null) {
    const { zh, en } = words.outcome[said.outcome]
    const more = said.awaits === null ? { zh: '', en: '' } : words.awaits[said.awaits]
    say(element, { zh: zh + (more.zh && '，' + more.zh), en: en + (more.en && ', ' + more.en) })
  }
  drawSlip(slip)
}
const look = async () => {
  try {
    const answer = await fetch('lane.json')
    if (answer.ok) draw(await answer.json())
  } catch {
    byId('said').className = ''
    say(byId('said'), words.lost)
  }
}
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-act]')
  if (button === null) return
  const { act, id } = button.dataset
  const headers = { 'Content-Type': 'application/json' }
  await fetch('lane', { method: 'POST', headers, body: JSON.stringify({ act, id }) }).catch(() => {})
  await look()
})
// One look after the other, and none while nobody looks.
const watch = async () => {
  if (!document.hidden) await look()
  setTimeout(watch, 300)
}
void watch()
`
