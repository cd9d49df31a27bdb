/** The words around an explanation, fetched with it. */
import type { Bilingual } from './language.ts'

/** What one rule came to. */
export type RuleState = 'true' | 'false' | 'unknown' | 'exempt'

/** In words. */
export const ruleStates: Readonly<Record<RuleState, Bilingual>> = {
  true: { zh: '适用', en: 'applies' },
  false: { zh: '不适用', en: 'does not apply' },
  unknown: { zh: '无法判定', en: 'cannot be told' },
  exempt: { zh: '被豁免', en: 'exempted' },
}

/** Labels and sentences. */
export const explanationWords = {
  loading: { zh: '正在逐条核对规则……', en: 'Going through the rules…' },
  failed: { zh: '无法说明：未能重新判定。', en: 'No explanation: it could not be decided again.' },
  differs: {
    zh: '现在重新判定得出了不同的结论，请重新核验。',
    en: 'Decided anew it comes out otherwise: check the code again.',
  },
  health: {
    zh: '以下内容涉及个人健康信息，仅供有权知悉的工作人员查看。',
    en: 'What follows tells facts about a person’s health. It is for staff who may know them.',
  },
  noRules: {
    zh: '规则未对个人信息运行：结论在此之前已经得出，或依据的是码中的评估结果。',
    en: 'No rules were run on facts: the answer came before them, or rests on the assessment in the code.',
  },
  because: { zh: '缺少', en: 'for want of' },
  others: { zh: '其余规则', en: 'The other rules' },
  emergency: { zh: '应急规则', en: 'Emergency rules' },
  emergencyUnusable: {
    zh: '本机无法运行此应急规则，因此须人工核验。',
    en: 'This verifier cannot run these emergency rules, which makes it a check.',
  },
  until: { zh: '有效至', en: 'until' },
  ofBase: { zh: '来自', en: 'from' },
} as const satisfies Record<string, Bilingual>
