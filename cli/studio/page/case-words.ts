/** The words of the cases panel, in both languages. */

export const caseWords = {
  title: { zh: '案例', en: 'Cases' },
  sum: {
    zh: (right: number, all: number) => `${all} 个案例，${right} 个正确`,
    en: (right: number, all: number) => `${right} of ${all} ${all === 1 ? 'case' : 'cases'} right`,
  },
  expected: { zh: '应为', en: 'expected' },
  got: { zh: '实为', en: 'got' },
  rules: {
    zh: (numbers: readonly number[]) =>
      numbers.length === 0 ? '无规则成立' : `规则 ${numbers.join('、')}`,
    en: (numbers: readonly number[]) =>
      numbers.length === 0
        ? 'no rule'
        : `${numbers.length === 1 ? 'rule' : 'rules'} ${numbers.join(', ')}`,
  },
  missing: {
    zh: (kinds: readonly string[]) => `缺少：${kinds.join('、')}`,
    en: (kinds: readonly string[]) => `missing: ${kinds.join(', ')}`,
  },
  inDoubt: { zh: '有未知', en: 'something unknown' },
  notInDoubt: { zh: '无未知', en: 'nothing unknown' },
  text: { zh: '文本', en: 'text' },
  textOf: {
    zh: (id: string) => `在编辑器中显示案例 ${id}`,
    en: (id: string) => `Show case ${id} in the editor`,
  },
  coverage: { zh: '案例覆盖', en: 'What the cases cover' },
  ofRules: { zh: '规则', en: 'Rules' },
  ofBranches: { zh: '条件分支', en: 'Branches of conditions' },
  open: {
    zh: (count: number) => `还没有案例走到的分支（${count}）`,
    en: (count: number) => `Branches that no case takes yet (${count})`,
  },
  never: {
    true: { zh: '从未成立', en: 'never true' },
    false: { zh: '从未不成立', en: 'never false' },
    either: { zh: '从未求值', en: 'never tried' },
  },
  none: { zh: '还没有案例。', en: 'There are no cases yet.' },
  how: {
    zh: '案例写明一个人、一个时刻和应得的结果；您每改一个字，这里就重新判定。下面的按钮写入第一个案例，请按实际情况修改。',
    en: 'A case states a person, an instant, and what must come out; all are judged again at every key you press. The button below writes a first one for you to change.',
  },
  first: { zh: '写第一个案例', en: 'Write a first case' },
  where: {
    zh: (path: string) => `将保存为 ${path}`,
    en: (path: string) => `It will be saved as ${path}`,
  },
  broken: {
    zh: '规则或案例有错误，暂时无法判定案例。',
    en: 'The cases cannot be judged while the rules, or the cases, have errors.',
  },
  toFindings: { zh: '查看问题', en: 'See the findings' },
  waiting: { zh: '正在判定…', en: 'Judging…' },
} as const
