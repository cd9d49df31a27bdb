/** The page of codes: everybody of the demo with the QR code to hold up and what must come of it. */
import type { Demo, DemoPerson } from 'greengate-cli/demo'
import { reasons, type ReasonCode } from 'greengate'
import { outcomeColour } from '../../verifier-web/elements/outcome-colours.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { liveId } from './live-code.ts'

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The page, as HTML. */
export function codesPage({ people, now }: Demo): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>演示健康码 · Demo codes</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="codes.css">
</head>
<body>
<header>
<h1>演示健康码 <span lang="en">Demo codes</span></h1>
<p>把任意一个码对准闸机的摄像头：用手机显示或打印出来都可以。所有人物均为虚构。</p>
<p lang="en">Hold any of these up to the camera of the kiosk, from a phone or on paper, or open its picture in the web verifier. Everybody is made up.</p>
<p class="made">${escape(now.toISOString())}</p>
</header>
<main>
${liveCard(people.find(({ id }) => id === liveId))}
${people.map(card).join('\n')}
</main>
<script src="live.js"></script>
</body>
</html>
`
}

/** The same person's code twice: here alive, below as a picture of it. */
function liveCard(person: DemoPerson | undefined): string {
  if (person === undefined) return ''
  const { zh, en } = outcomeWord.pass
  return `<article class="pass" id="live">
<img src="live.svg" alt="${escape(`${person.name.zh} ${person.name.en}: 实时码 live code`)}" width="240" height="240">
<div>
<h2>${escape(person.name.zh)} <span lang="en">${escape(person.name.en)}, live</span></h2>
<p>实时码，每30秒换一次，如本人手机所示。闸机启动约两分半钟后可用：在此之前出示过的，它无从得知。</p>
<p lang="en">A live code, another one every 30 seconds, as on the person’s own phone. It passes from some two and a half minutes after the start of the gate, which cannot know what was shown before. Take a photo of it: once the code has passed, the photo is refused as replayed.</p>
<progress max="30000" value="30000" aria-label="此码剩余时间 time left for this code"></progress>
<p class="expected"><strong>${zh} <span lang="en">${en}</span></strong></p>
</div>
</article>`
}

function card({ id, name, about, outcome, reasons: codes }: DemoPerson): string {
  const word = outcomeWord[outcome]
  return `<article class="${outcome}" id="${escape(id)}">
<a href="people/${escape(id)}.png"><img src="people/${escape(id)}.svg" alt="${escape(`${name.zh} ${name.en}`)}" width="240" height="240"></a>
<div>
<h2>${escape(name.zh)} <span lang="en">${escape(name.en)}</span></h2>
<p>${escape(about.zh)}</p>
<p lang="en">${escape(about.en)}</p>
<p class="expected"><strong>${word.zh} <span lang="en">${word.en}</span></strong></p>
<ul>${codes.map(reasonLine).join('')}</ul>
</div>
</article>`
}

function reasonLine(code: ReasonCode): string {
  const { zh, en } = reasons[code]
  return `<li>${escape(zh)}<br><span lang="en">${escape(en)}</span></li>`
}

/** Its style sheet; also fit to be printed, one card never torn by a page. */
export const codesStyles = `
:root { color-scheme: light; }
body {
  margin: 0; padding: 2rem clamp(1rem, 4vw, 4rem); background: #f4f6f3; color: #14241b;
  font: 1rem/1.45 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif;
}
header { max-width: 60rem; margin-bottom: 2rem; }
h1 { margin: 0 0 0.5rem; font-size: 2rem; }
h1 span, h2 span { font-weight: 500; }
h2 { margin: 0 0 0.3rem; font-size: 1.35rem; }
p { margin: 0 0 0.3rem; }
[lang='en'] { color: #43544a; }
.made { font-size: 0.9rem; color: #43544a; }
main { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); }
article {
  display: grid; grid-template-columns: auto 1fr; gap: 1.25rem; padding: 1.25rem; align-items: start;
  background: #fff; border-radius: 0.9rem; border-left: 0.6rem solid var(--colour); break-inside: avoid;
}
progress { width: 100%; accent-color: #1f7a45; }
img { display: block; width: min(40vw, 15rem); height: auto; image-rendering: pixelated; }
ul { margin: 0; padding-left: 1.1rem; font-size: 0.92rem; }
.expected { margin-top: 0.7rem; }
.expected strong { display: inline-block; padding: 0.15rem 0.7rem; border-radius: 0.4rem; background: var(--colour); color: var(--ink); }
.expected [lang='en'] { color: inherit; }
${Object.entries(outcomeColour)
  .map(([outcome, { ground, ink }]) => `.${outcome} { --colour: ${ground}; --ink: ${ink}; }`)
  .join('\n')}
/* On a phone, which is held up to a gate: the code as large as it goes, and the words below. */
@media screen and (max-width: 36rem) {
  article { grid-template-columns: 1fr; padding: 1rem; }
  img { width: 100%; max-width: 22rem; }
}
@media print { body { background: #fff; padding: 0; } article { border: 1px solid #ccc; } }
`
