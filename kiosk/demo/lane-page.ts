/** The lane on the page of codes: cards to place, a gate to go through, the slip that was printed, and how staff sign in. */
import type { Demo, DemoCard } from 'greengate-cli/demo'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { actButton, both, escape } from './bilingual-html.ts'

/** The operator of the demo; its world is made up, and so may its PIN be known. */
export const demoOperator = { id: 'demo', pin: '246810' } as const

/** Everything that there is to do with hands. */
export function laneHtml({ cards }: Demo): string {
  return `<section id="cards" aria-labelledby="cards-title">
<h2 id="cards-title">${both({ zh: '身份证', en: 'Identity cards' })}</h2>
<p>${both({ zh: '把一张证件放到模拟读卡器上，看旁边的闸机屏幕。放上另一张即换卡。', en: 'Place one on the simulated reader and look at the kiosk screen beside this page. Another one takes its place.' })}</p>
<ul class="cards">
${cards.map(cardHtml).join('\n')}
</ul>
<p>${actButton('lift', { zh: '取走证件', en: 'Lift the card' })}</p>
</section>
${staffHtml}`
}

/** The gate as it is now; the script draws it. */
export const gateHtml = `<aside id="lane" aria-labelledby="lane-title">
<h2 id="lane-title">${both({ zh: '通道', en: 'The lane' })}</h2>
<svg viewBox="0 0 240 128" role="img" aria-labelledby="gate-state" data-gate="closed">
<rect class="floor" x="8" y="112" width="224" height="8" rx="4"/>
<rect class="post" x="16" y="28" width="34" height="86" rx="7"/>
<rect class="post" x="190" y="28" width="34" height="86" rx="7"/>
<g class="lamps"><circle class="lamp green" cx="33" cy="44" r="6"/><circle class="lamp yellow" cx="33" cy="61" r="6"/><circle class="lamp red" cx="33" cy="78" r="6"/></g>
<rect class="card" x="193" y="40" width="28" height="18" rx="3"/>
<path class="wing left" d="M50 48h64q4 0 4 4v44q0 4-4 4H50z"/>
<path class="wing right" d="M190 48h-64q-4 0-4 4v44q0 4 4 4h64z"/>
</svg>
<p id="gate-state">${both({ zh: '闸门关闭', en: 'The gate is closed' })}</p>
<p id="said" role="status"></p>
<dl>
<div><dt>${both({ zh: '通过', en: 'went through' })}</dt><dd id="passed">0</dd></div>
<div><dt>${both({ zh: '闯入', en: 'forced' })}</dt><dd id="forced">0</dd></div>
</dl>
<p class="acts">
${actButton('walk', { zh: '走过闸门', en: 'Walk through' })}
${actButton('turn-back', { zh: '不走了', en: 'Do not go through' })}
${actButton('force', { zh: '硬闯', en: 'Push through by force' })}
</p>
<h3>${both({ zh: '打印的小票', en: 'The printed slip' })}</h3>
<div id="slip" role="group" aria-label="小票 slip"><p>${both({ zh: '还没有', en: 'none yet' })}</p></div>
</aside>`

/** What the script says; it is a browser's, and has no other words. */
export const laneWords = {
  gate: {
    open: { zh: '闸门打开', en: 'The gate is open' },
    closed: { zh: '闸门关闭', en: 'The gate is closed' },
  },
  outcome: outcomeWord,
  awaits: {
    card: { zh: '请再放身份证', en: 'the card is to be placed, too' },
    code: { zh: '请再出示健康码', en: 'a code is to be shown, too' },
  },
  lost: { zh: '演示已停止', en: 'The demo has stopped' },
} as const

function cardHtml({ id, name, about, outcome }: DemoCard): string {
  const isPaper = id === 'card-paper'
  const second = actButton('scan', { zh: '再扫', en: 'then her paper code' }, 'check-paper')
  return `<li class="${outcome}" data-card="${escape(id)}">
<h3>${both(name)}</h3>
<p>${escape(about.zh)}<br><span lang="en">${escape(about.en)}</span></p>
<p class="expected"><strong>${both(outcomeWord[outcome])}</strong>${isPaper ? ` → <strong class="pass">${both(outcomeWord.pass)}</strong>` : ''}</p>
${actButton('place', { zh: '放卡', en: 'Place on reader' }, id)}
${isPaper ? second : ''}
</li>`
}

const staffHtml = `<section id="staff" aria-labelledby="staff-title">
<h2 id="staff-title">${both({ zh: '工作人员', en: 'Staff' })}</h2>
<p>在闸机屏幕上按 <kbd>F2</kbd>，或长按右上角站名约一秒，用姓名 <kbd>${demoOperator.id}</kbd> 和密码 <kbd>${demoOperator.pin}</kbd> 登录：查看设备、通行记录与小票上的申诉号，保持闸门打开，或关闭通道。</p>
<p lang="en">On the kiosk screen press <kbd>F2</kbd>, or hold a finger on the name of the station at its top right for a second, and sign in as <kbd>${demoOperator.id}</kbd> with PIN <kbd>${demoOperator.pin}</kbd>: look at the devices, find a passage by the number on its slip, hold the gate open, or close the lane.</p>
</section>`
