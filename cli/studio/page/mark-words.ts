/** The words beside marks, in both languages. */
import { outcomeWord } from '../../../verifier-web/elements/outcome-words.ts'

export const markWords = {
  outcome: outcomeWord,
  right: { zh: '正确', en: 'right' },
  wrong: { zh: '不符', en: 'wrong' },
  severity: {
    error: { zh: '错误', en: 'Error' },
    'cannot-prove': { zh: '无法证明', en: 'Cannot prove' },
    warning: { zh: '警告', en: 'Warning' },
  },
} as const
