/** Writes the report of an impact: one HTML page that needs no network, no other file, and says so by its policy. */
import { createHash } from 'node:crypto'
import type { Language } from '../../edges/language.ts'
import type { Impact } from '../impact.ts'
import { behave } from './behaviour.ts'
import { examplesSection } from './examples-section.ts'
import { flowSection } from './flow-section.ts'
import { agesSection, regionsSection } from './groups-section.ts'
import { headSection, titleOf } from './head-section.ts'
import { escaped, say, tags } from './markup.ts'
import { changesSection, rulesSection } from './rules-section.ts'
import { style } from './style.ts'

/** The page as text. The same impact makes the same page. */
export function reportPage(impact: Impact, language: Language): string {
  const script = `(${behave.toString()})()`
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${tags[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(titleOf(impact)[language])}</title>
<style>${style}</style>
</head>
<body>
<main>
${[
  headSection,
  flowSection,
  changesSection,
  rulesSection,
  regionsSection,
  agesSection,
  examplesSection,
]
  .map((section: (of: Impact) => string) => section(impact))
  .join('\n')}
</main>
${footer(impact)}
<script>${script}</script>
</body>
</html>
`
}

function footer({ a, b }: Impact): string {
  const set = ({ id, version, sha256 }: Impact['a']): string =>
    `${escaped(id)} ${version} <code>${sha256}</code>`
  return `<footer>
<p>${say(
    '同一人群、同一时刻，先后按两版规则判定。第一版：',
    'The same people at the same instant, judged by one version and by the other. Before:',
  )} ${set(a)}. ${say('第二版：', 'After:')} ${set(b)}.</p>
<p>${say('由 greengate rules impact 生成，不联网。', 'Made by greengate rules impact; this page asks no network for anything.')}</p>
</footer>`
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
