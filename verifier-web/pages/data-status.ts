/** The state of the data in one line: from when, and whether they are good. */
import { msg, str } from '@lit/localize'
import { html, type TemplateResult } from 'lit'
import { bundleSummary, type Bundle } from 'greengate'
import { clockWords, instantWords } from '../elements/time-words.ts'
import { languageOf } from '../words/localize.ts'
import type { VerifierData } from './take-data.ts'

/** Whether a person is asked for something, or told of something, that stands in the panel. */
export function needsPerson(data: VerifierData): boolean {
  const { bundle, proposal, refused } = data
  return bundle?.snapshot === undefined || proposal !== undefined || refused !== undefined
}

/** The rule set to apply: the chosen one for as long as there is such a one, or else the first in force. */
export function applicable(
  bundle: Bundle | undefined,
  chosen: string | undefined,
  now: Date,
): string | undefined {
  const sets = bundle === undefined ? [] : bundleSummary(bundle, now).ruleSets
  const found = sets.find(({ id }) => id === chosen) ?? sets.find((set) => set.inForce) ?? sets[0]
  return found?.id
}

/** Draws it; whoever opens it sees the panel. */
export function dataStatus(
  data: VerifierData | undefined,
  now: Date,
  ruleSet: string | undefined,
): TemplateResult {
  if (data === undefined) return line('wait', msg('正在读取核验数据……', { id: 'data-loading' }))
  if (data.bundle === undefined) return line('bad', msg('本页尚无核验数据', { id: 'data-none' }))
  const { roles, ruleSets } = bundleSummary(data.bundle, now)
  const signedAt = roles.find(({ role }) => role === 'timestamp')?.signedAt
  if (signedAt === undefined) return line('bad', msg('已有根，尚无数据', { id: 'data-root-only' }))
  const from = whenWords(signedAt, now)
  if (roles.some(({ stale }) => stale))
    return line('bad', msg(str`数据：${from}，已过时`, { id: 'data-from-stale' }))
  if (!ruleSets.some(({ id, inForce }) => inForce && id === ruleSet))
    return line('bad', msg(str`数据：${from}，没有现行规则`, { id: 'data-from-no-rules' }))
  return line('good', msg(str`数据：${from}，有效`, { id: 'data-from-good' }))
}

function line(state: 'good' | 'bad' | 'wait', words: string): TemplateResult {
  return html`<span class="state ${state}" data-state=${state}>${words}</span>`
}

/** Of today the time of day is enough. */
function whenWords(instant: string, now: Date): string {
  const isToday = new Date(instant).toDateString() === now.toDateString()
  return isToday ? clockWords(instant) : instantWords(instant, languageOf())
}
