/** The words of explanations, in both languages. */
import { explainedWords } from '../../../verifier-web/elements/explained-words.ts'

export const explanationWords = {
  ...explainedWords,
  title: { zh: '说明', en: 'Explanation' },
  person: { zh: '此人', en: 'The person' },
  facts: {
    zh: (count: number) => `${count} 条事实`,
    en: (count: number) => (count === 1 ? '1 fact' : `${count} facts`),
  },
  covers: {
    zh: (kind: string) => `${kind}：记录完整`,
    en: (kind: string) => `${kind}: stated in full`,
  },
  until: { zh: (until: string) => `截至 ${until}`, en: (until: string) => `until ${until}` },
  measured: { zh: '现场测量', en: 'Measured at the gate' },
  tree: {
    zh: (id: string) => `案例 ${id} 的说明`,
    en: (id: string) => `Explanation of case ${id}`,
  },
  choose: { zh: '案例', en: 'Case' },
  keys: {
    zh: '方向键：移动、展开、收起。回车：在编辑器中显示。',
    en: 'Arrow keys: move, open, close. Enter: show in the editor.',
  },
  show: { zh: '在编辑器中显示', en: 'Show in the editor' },
  none: {
    zh: '还没有可以说明的案例。先在案例文件中写一个人。',
    en: 'There is no case to explain yet. Write a person into the cases first.',
  },
  expandAll: { zh: '全部展开', en: 'Open all' },
  collapseAll: { zh: '全部收起', en: 'Close all' },
} as const
