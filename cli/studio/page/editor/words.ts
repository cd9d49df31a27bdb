/** The editor's words in both languages. */
import type { Language } from '../../studio-api.ts'

/** A text in both languages. */
export type Bilingual = Readonly<Record<Language, string>>

/** What the editor says of itself. */
export const words = {
  rules: { zh: '规则编辑器', en: 'Rules editor' },
  cases: { zh: '用例编辑器', en: 'Cases editor' },
  keys: {
    zh: 'Tab 离开编辑器，Ctrl+] 和 Ctrl+[ 缩进；Ctrl+空格 补全，F8 下一条检查结果，Ctrl+F 查找，Ctrl+S 保存，Alt+Shift+F 排版。',
    en: 'Tab leaves the editor; Ctrl+] and Ctrl+[ indent. Ctrl+Space completes, F8 goes to the next finding, Ctrl+F searches, Ctrl+S saves, Alt+Shift+F formats.',
  },
  error: { zh: '错误', en: 'Error' },
  'cannot-prove': { zh: '无法证明', en: 'Cannot prove' },
  warning: { zh: '提醒', en: 'Warning' },
  line: { zh: '行', en: 'line' },
  none: { zh: '没有检查结果', en: 'No findings' },
  next: { zh: 'F8 下一条', en: 'F8: next' },
  example: { zh: '例：', en: 'Example: ' },
  before: { zh: '之前', en: 'Before' },
  after: { zh: '现在', en: 'Now' },
  unchanged: { zh: '显示未变的行', en: 'Show unchanged lines' },
} as const satisfies Record<string, Bilingual>

const counted: Readonly<Record<'error' | 'cannot-prove' | 'warning', readonly [string, string]>> = {
  error: ['error', 'errors'],
  'cannot-prove': ['not proved', 'not proved'],
  warning: ['warning', 'warnings'],
}

/** `2 errors`, `2 个错误` */
export function countOf(
  count: number,
  of: 'error' | 'cannot-prove' | 'warning',
  language: Language,
): string {
  if (language === 'zh') return `${count} 个${words[of].zh}`
  return `${count} ${counted[of][count === 1 ? 0 : 1]}`
}
