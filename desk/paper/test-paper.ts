/** What tests put on paper: the code whose size the format is measured by. */
import { readFileSync } from 'node:fs'
import type { PaperContents } from './paper-contents.ts'

const vectors = new URL('../../test-vectors/credential/size-reference.json', import.meta.url)

/** As long as codes of the desk are. */
export const codeText = (
  JSON.parse(readFileSync(vectors, 'utf8')) as { cases: { stages: { text: string } }[] }
).cases[0]?.stages.text as string

export const paper: PaperContents = {
  text: codeText,
  name: '爨**',
  lastFour: '402X',
  outcome: 'stop',
  reason: {
    zh: '十四天内与确诊患者有密切接触，须隔离观察至满十四天',
    en: 'Close contact with a confirmed case within the last 14 days: stay in quarantine',
  },
  issuer: 'cn-3301',
  ruleSet: 'cn-3301',
  version: 14,
  rule: 7,
  issuedAt: Date.parse('2026-11-26T08:00:00Z') / 1000,
  validUntil: Date.parse('2026-12-03T18:30:00Z') / 1000,
  offsetMinutes: 480,
}
