/** What stands on a slip in words, Chinese and English. */
import type { Outcome } from 'greengate'
import type { Bilingual } from '../../../shared/kiosk-api.ts'

/** What the person does next. */
export const nextSteps: Readonly<Record<Outcome, Bilingual>> = {
  pass: { zh: '无需任何操作', en: 'Nothing more to do' },
  check: {
    zh: '请持本凭条和证件到人工通道核验',
    en: 'Take this slip and your ID to the staffed lane',
  },
  stop: {
    zh: '请联系工作人员；如有异议，可凭申诉号复核',
    en: 'Talk to staff; to object, quote the appeal number',
  },
  invalid: {
    zh: '请到人工通道；健康码可刷新后重新出示',
    en: 'Use the staffed lane; a code may be refreshed and shown again',
  },
  unreadable: {
    zh: '请出示健康码或证件，或到人工通道',
    en: 'Show a health code or your ID, or use the staffed lane',
  },
}

/** What stands before a value. */
export const slipLabels = {
  lane: { zh: '通道', en: 'Lane' },
  time: { zh: '时间', en: 'Time' },
  rule: { zh: '规则', en: 'Rule' },
  appeal: { zh: '申诉号', en: 'Appeal number' },
  next: { zh: '下一步', en: 'What to do' },
  nobody: { zh: '本凭条不含个人信息', en: 'This slip says nothing about who you are' },
} as const satisfies Readonly<Record<string, Bilingual>>
