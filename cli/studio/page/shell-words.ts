/** The words of the page around the panels, in both languages. */

export const shellWords = {
  title: { zh: '规则工作台', en: 'Rule studio' },
  language: { zh: '语言', en: 'Language' },
  files: { zh: '规则集', en: 'Rule sets' },
  version: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `version ${n}` },
  unsaved: { zh: '未保存', en: 'unsaved' },
  viewOnly: { zh: '只读', en: 'view only' },
  unnamed: { zh: '（无名）', en: '(no id)' },
  noSets: {
    zh: '这个文件夹里没有规则集。用 greengate rules new 写一套。',
    en: 'No rule set lies in this folder. Write one with greengate rules new.',
  },
  editors: { zh: '文本', en: 'Texts' },
  rules: { zh: '规则', en: 'Rules' },
  cases: { zh: '案例', en: 'Cases' },
  rulesOf: { zh: (path: string) => `规则 ${path}`, en: (path: string) => `Rules ${path}` },
  casesOf: { zh: (path: string) => `案例 ${path}`, en: (path: string) => `Cases ${path}` },
  panels: { zh: '面板', en: 'Panels' },
  panel: {
    cases: { zh: '案例', en: 'Cases' },
    explanation: { zh: '说明', en: 'Explanation' },
    findings: { zh: '问题', en: 'Findings' },
    difference: { zh: '差异', en: 'Difference' },
    impact: { zh: '影响', en: 'Impact' },
    change: { zh: '记录', en: 'Record' },
  },
  width: { zh: '面板宽度', en: 'Width of the panels' },
  save: { zh: '保存', en: 'Save' },
  format: { zh: '整理格式', en: 'Format' },
  state: {
    saved: { zh: '已保存', en: 'Saved' },
    unsaved: { zh: '未保存', en: 'Unsaved' },
    saving: { zh: '正在保存…', en: 'Saving…' },
    conflict: { zh: '与磁盘冲突', en: 'Conflict' },
  },
  judging: { zh: '正在判定…', en: 'Judging…' },
  gone: {
    zh: '工作台的服务已停止或连不上。您的文本还在这里；请在终端重新运行 greengate rules studio。',
    en: 'The studio’s server has ended or cannot be reached. Your text is still here; run greengate rules studio in the terminal again.',
  },
  locked: {
    zh: '请用命令显示的完整地址打开本页：它带有令牌。',
    en: 'Open this page by the whole address that the command shows: it carries the token.',
  },
  changedOnDisk: {
    zh: (path: string) => `${path} 在磁盘上被改动，与您的文本不同。`,
    en: (path: string) => `${path} was changed on the disk, and differs from your text.`,
  },
  compare: { zh: '比较并选择', en: 'Compare and choose' },
  reread: {
    zh: (path: string) => `${path} 在磁盘上被改动，已重新读入。`,
    en: (path: string) => `${path} was changed on the disk, and read again.`,
  },
  dismiss: { zh: '关闭', en: 'Dismiss' },
  keys: {
    zh: '快捷键：Ctrl-S 保存，Alt-Shift-F 整理格式，F6 在文件、文本、面板之间移动，F8 下一个问题',
    en: 'Keys: Ctrl-S saves, Alt-Shift-F formats, F6 goes between files, texts and panels, F8 to the next finding',
  },
} as const
