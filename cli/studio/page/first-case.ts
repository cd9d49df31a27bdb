/** A first file of cases for a set that has none: one person without facts, to be changed. */
import type { Language } from '../studio-api.ts'

const idLine = /^id:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]+))/m
const versionLine = /^version:[ \t]*(\d+)/m
const fromLine = /\bfrom:[ \t]*["']?(\d{4}-\d\d-\d\dT[\d:]+Z)/

/** The text. The instant is the first at which the set is in force. */
export function firstCase(rules: string, language: Language): string {
  const [, double, single, plain] = idLine.exec(rules) ?? []
  const id = double ?? single ?? plain
  const version = versionLine.exec(rules)?.[1]
  const now = fromLine.exec(rules)?.[1] ?? '2020-03-15T04:00:00Z'
  const zh = language === 'zh'
  const said =
    id === undefined || version === undefined
      ? ''
      : `ruleSet: { id: ${JSON.stringify(id)}, version: ${version} }\n`
  return `about: ${zh ? '这套规则应当怎样判定' : 'What these rules must say.'}
${said}cases:
  - id: nobody-knows
    comment: ${zh ? '什么都不知道的人' : 'somebody of whom nothing is known'}
    now: ${now}
    person:
      facts: []
      covers: []
    outcome: check
    fired: []
`
}
