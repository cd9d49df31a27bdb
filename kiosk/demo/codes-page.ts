/** The page of codes: everybody of the demo with the QR code to hold up and what must come of it. */
import type { Demo, DemoPerson } from 'greengate-cli/demo'
import { reasons, type ReasonCode } from 'greengate'
import { outcomeColour } from '../../verifier-web/elements/outcome-colours.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'

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
${people.map(card).join('\n')}
</main>
</body>
</html>
`
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
img { display: block; width: min(40vw, 15rem); height: auto; image-rendering: pixelated; }
ul { margin: 0; padding-left: 1.1rem; font-size: 0.92rem; }
.expected { margin-top: 0.7rem; }
.expected strong { display: inline-block; padding: 0.15rem 0.7rem; border-radius: 0.4rem; background: var(--colour); color: var(--ink); }
.expected [lang='en'] { color: inherit; }
${Object.entries(outcomeColour)
  .map(([outcome, { ground, ink }]) => `.${outcome} { --colour: ${ground}; --ink: ${ink}; }`)
  .join('\n')}
@media print { body { background: #fff; padding: 0; } article { border: 1px solid #ccc; } }
`
