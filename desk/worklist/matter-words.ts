/** What became of a matter, in plain words for whoever asked. */
import type { Words } from 'greengate'
import type { Matter } from './matter.ts'

const said = {
  refuse: {
    zh: '经两名工作人员核查，未予更改',
    en: 'Two officers looked into it, and nothing is changed',
  },
  'assess-again': { zh: '已重新评估', en: 'You were assessed again' },
  retract: {
    zh: '该记录已撤销，并已重新评估',
    en: 'The record counts no more, and you were assessed again',
  },
  move: { zh: '该记录不属于您，已移出', en: 'The record was not yours and was taken away' },
  add: { zh: '缺少的记录已补充', en: 'The record that was missing was added' },
  assign: { zh: '记录已归属', en: 'It was decided whose record it is' },
  drop: { zh: '记录不予采用', en: 'The record counts for nobody' },
} as const

/** State, outcome and when an answer is due; the officers' own words stand beside it (`answerOf`). */
export function matterWords(
  { state, dueAt, acts }: Matter,
  now: Date,
  offsetSeconds: number,
): Words {
  if (state === 'withdrawn') return { zh: '已撤回', en: 'Withdrawn' }
  const proposal = acts.findLast(({ what }) => what === 'proposed')?.proposal
  if (state === 'granted' || state === 'refused') return said[proposal?.do ?? 'refuse']
  // The last second that is in time.
  const day = new Date(dueAt.getTime() - 1000 + offsetSeconds * 1000).toISOString().slice(0, 10)
  return isOverdue({ state, dueAt }, now)
    ? {
        zh: `本应于 ${day} 前答复，已优先处理`,
        en: `An answer was due by ${day}: it comes before all others now`,
      }
    : { zh: `正在办理，${day} 前答复`, en: `Being looked into; you are answered by ${day}` }
}

/** Why it was decided so, in the words of who proposed it; undefined before, and once retention took it. */
export function answerOf({ state, acts }: Matter): string | undefined {
  if (state !== 'granted' && state !== 'refused') return undefined
  return acts.findLast(({ what }) => what === 'proposed')?.text
}

/** Whether it should have been answered. */
function isOverdue({ state, dueAt }: Pick<Matter, 'state' | 'dueAt'>, now: Date): boolean {
  return (state === 'open' || state === 'proposed') && dueAt <= now
}
