/** The words in which a rule is taken apart, in both languages; shared with whoever writes rules. */

const units: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  second: { zh: '秒', en: 'seconds' },
  minute: { zh: '分钟', en: 'minutes' },
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
  year: { zh: '年', en: 'years' },
  Cel: { zh: '℃', en: '°C' },
}

/** What stands before, behind and between the parts of a rule. */
export const explainedWords = {
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
} as const
