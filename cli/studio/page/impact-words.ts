/** The words of the impact panel, in both languages. */

export const impactWords = {
  title: { zh: '影响', en: 'Impact' },
  how: {
    zh: '同一批人、同一时刻，先按原版本、再按编辑器中的文本判定，数出谁的结果改变。',
    en: 'The same people at the same instant, judged by the version before and by the text in the editor: who changes, and by which rule.',
  },
  before: { zh: '原版本', en: 'Version before' },
  choose: { zh: '请选择', en: 'choose one' },
  who: { zh: '人群', en: 'People' },
  synthetic: { zh: '合成人群', en: 'synthetic people' },
  count: { zh: '人数', en: 'How many' },
  seed: { zh: '随机种子', en: 'Seed' },
  start: { zh: '开始', en: 'Start' },
  stop: { zh: '停止', en: 'Stop' },
  counting: { zh: '进度', en: 'Progress' },
  people: {
    zh: (count: string) => `已判定 ${count} 人`,
    en: (count: string) => `${count} people judged`,
  },
  stopped: { zh: '已停止，没有结果。', en: 'Stopped; there is no result.' },
  ended: { zh: '计数中断，没有结果。', en: 'The count broke off; there is no result.' },
  stale: {
    zh: '此后文本有改动，下面是改动前的结果。',
    en: 'The text has changed since; this is what came of it before.',
  },
  none: {
    zh: '文件夹里没有另一套规则可以比较。把现行版本放进文件夹即可。',
    en: 'No other rule set lies in the folder. Put the version in force there to compare with it.',
  },
  everybody: { zh: '人', en: 'people' },
  changed: { zh: '结果改变', en: 'change outcome' },
  stricter: { zh: '变严', en: 'more strictly' },
  looser: { zh: '变宽', en: 'less strictly' },
  result: {
    zh: (a: string, b: string) => `${a} → ${b} 的影响`,
    en: (a: string, b: string) => `What changes from ${a} to ${b}`,
  },
} as const
