/** The words of explanations, in both languages. */

const units: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  second: { zh: '秒', en: 'seconds' },
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
  year: { zh: '年', en: 'years' },
  Cel: { zh: '℃', en: '°C' },
}

export const explanationWords = {
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
  rule: { zh: (no: number) => `规则 ${no}`, en: (no: number) => `Rule ${no}` },
  when: { zh: '若 ', en: 'if ' },
  unless: { zh: '除非 ', en: 'unless ' },
  fact: { zh: (id: string) => `${id}：`, en: (id: string) => `${id}: ` },
  uncovered: { zh: '此类记录不完整', en: 'not stated in full' },
  unknown: { zh: '未知', en: 'unknown' },
  amount: {
    zh: (number: string, unit: string) => `${number} ${units[unit]?.zh ?? unit}`,
    en: (number: string, unit: string) => {
      const name = units[unit]?.en ?? unit
      return `${number} ${number === '1' ? name.replace(/s$/, '') : name}`
    },
  },
  value: {
    true: { zh: '成立', en: 'true' },
    false: { zh: '不成立', en: 'false' },
    unknown: { zh: '未知', en: 'unknown' },
  },
  decided: { zh: '据此判定', en: 'this decided' },
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
