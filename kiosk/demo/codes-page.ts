/** The page of codes: everybody of the demo with the QR code to hold up and what must come of it. */
import type { Demo, DemoPerson } from 'greengate-cli/demo'
import { reasons, type ReasonCode } from 'greengate'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { actButton, escape } from './bilingual-html.ts'
import { departmentsHtml } from './departments-page.ts'
import { gateHtml, laneHtml } from './lane-page.ts'
import { liveId } from './live-code.ts'

/**
 * The page, as HTML.
 *
 * @param hasDesk - Whether there is a desk whose departments stand on the page.
 */
export function codesPage(demo: Demo, hasDesk = false): string {
  const { people, now } = demo
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示证件与健康码 · Demo cards and codes</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="codes.css">
</head>
<body>
<header>
<h1>演示证件与健康码 <span lang="en">Demo cards and codes</span></h1>
<p>点按钮，模拟的读卡器、扫码器和闸门就会动作，不需要任何硬件；也可以把码对准闸机的摄像头。所有人物均为虚构。</p>
<p lang="en">The buttons work a simulated card reader, scanner and gate: no hardware is needed. Or hold a code up to the camera of the kiosk, from a phone or on paper, or open its picture in the web verifier. Everybody is made up, and passes once in ten minutes.</p>
<p class="made">${escape(now.toISOString())}</p>
</header>
<main>
${gateHtml}
<div class="hands">
${hasDesk ? departmentsHtml : ''}
${laneHtml(demo)}
<h2>健康码 <span lang="en">Health codes</span></h2>
<div class="codes">
${liveCard(people.find(({ id }) => id === liveId))}
${people.map(card).join('\n')}
</div>
</div>
</main>
<script src="lane.js"></script>
<script src="live.js"></script>
${hasDesk ? '<script src="departments.js"></script>' : ''}
</body>
</html>
`
}

const scanIt = { zh: '扫这个码', en: 'Scan this code' }

/** The same person's code twice: here alive, below as a picture of it. */
function liveCard(person: DemoPerson | undefined): string {
  if (person === undefined) return ''
  const { zh, en } = outcomeWord.pass
  return `<article class="pass" id="live">
<img src="live.svg" alt="${escape(`${person.name.zh} ${person.name.en}: 实时码 live code`)}" width="240" height="240">
<div>
<h3>${escape(person.name.zh)} <span lang="en">${escape(person.name.en)}, live</span></h3>
<p>实时码，每30秒换一次，如本人手机所示。闸机启动约两分半钟后可用：在此之前出示过的，它无从得知。</p>
<p lang="en">A live code, another one every 30 seconds, as on the person’s own phone. It passes from some two and a half minutes after the start of the gate, which cannot know what was shown before. Take a photo of it: once the code has passed, the photo is refused as replayed.</p>
<progress max="30000" value="30000" aria-label="此码剩余时间 time left for this code"></progress>
<p class="expected"><strong>${zh} <span lang="en">${en}</span></strong></p>
${actButton('scan', scanIt, 'live')}
</div>
</article>`
}

function card({ id, name, about, outcome, reasons: codes }: DemoPerson): string {
  const word = outcomeWord[outcome]
  return `<article class="${outcome}" id="${escape(id)}">
<a href="people/${escape(id)}.png"><img src="people/${escape(id)}.svg" alt="${escape(`${name.zh} ${name.en}`)}" width="240" height="240"></a>
<div>
<h3>${escape(name.zh)} <span lang="en">${escape(name.en)}</span></h3>
<p>${escape(about.zh)}</p>
<p lang="en">${escape(about.en)}</p>
<p class="expected"><strong>${word.zh} <span lang="en">${word.en}</span></strong></p>
<ul>${codes.map(reasonLine).join('')}</ul>
${actButton('scan', scanIt, id)}
</div>
</article>`
}

function reasonLine(code: ReasonCode): string {
  const { zh, en } = reasons[code]
  return `<li>${escape(zh)}<br><span lang="en">${escape(en)}</span></li>`
}
