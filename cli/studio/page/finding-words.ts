/** The words of the findings panel, in both languages. */

export const findingWords = {
  title: { zh: '问题', en: 'Findings' },
  inRules: { zh: '规则', en: 'In the rules' },
  inCases: { zh: '案例', en: 'In the cases' },
  place: {
    zh: (line: number, column: number) => `第 ${line} 行第 ${column} 列`,
    en: (line: number, column: number) => `line ${line}, column ${column}`,
  },
  example: { zh: '例如', en: 'for example' },
  suggestion: { zh: '建议', en: 'suggestion' },
  none: { zh: '没有发现问题。', en: 'Nothing was found.' },
  waived: { zh: '已豁免', en: 'Waived' },
  waivedFor: {
    zh: (no: number) => (no === 0 ? '整套规则' : `规则 ${no}`),
    en: (no: number) => (no === 0 ? 'the whole set' : `rule ${no}`),
  },
  keys: {
    zh: '在编辑器中按 F8 跳到下一个问题。',
    en: 'In the editor, F8 goes to the next finding.',
  },
} as const
