/** Writes the report of an impact as one HTML page. */
import type { Language } from '../../edges/language.ts'
import type { Impact } from '../impact.ts'
import { behave } from './behaviour.ts'
import { examplesSection } from './examples-section.ts'
import { flowSection } from './flow-section.ts'
import { agesSection, regionsSection } from './groups-section.ts'
import { headSection, titleOf } from './head-section.ts'
import { htmlPage } from './html-page.ts'
import { escaped, say } from './markup.ts'
import { changesSection, rulesSection } from './rules-section.ts'
import { style } from './style.ts'

/** The page as text. The same impact makes the same page. */
export function reportPage(impact: Impact, language: Language): string {
  const sections = [
    headSection,
    flowSection,
    changesSection,
    rulesSection,
    regionsSection,
    agesSection,
    examplesSection,
  ]
  return htmlPage({
    title: titleOf(impact),
    language,
    style,
    script: `(${behave.toString()})()`,
    main: sections.map((section: (of: Impact) => string) => section(impact)),
    footer: footer(impact),
  })
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
