/** The status of a bundle as tables for the terminal. */
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { tableLines } from '../../rules/table-lines.ts'
import { spanWords } from '../../verify/time-words.ts'
import type { BundleStatus, DocumentStatus, EffectStatus } from '../status.ts'

const lateWords = {
  expired: { zh: '已过期', en: 'expired' },
  'expires-soon': { zh: '即将过期', en: 'expires soon' },
  'older-than-limit': { zh: '超过时效', en: 'older than its limit' },
} as const

const stateWords = {
  'in-force': { zh: '生效中', en: 'in force' },
  ahead: { zh: '待生效', en: 'takes effect then' },
  replaced: { zh: '已被取代', en: 'replaced' },
  over: { zh: '已到期', en: 'is over' },
  ended: { zh: '已由根终止', en: 'ended by root' },
} as const

/**
 * The lines.
 *
 * @param holders - Names of keys by thumbprint, where they are known.
 */
export function statusLines(
  { world, endsAt, documents, effects }: BundleStatus,
  holders: Readonly<Record<string, string>>,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const signers = ({ signers: kids }: DocumentStatus): string =>
    kids.map((kid) => holders[kid] ?? kid.slice(0, 8)).join('; ')
  const head = zh
    ? ['文件', '版本', '签署时刻', '有效至', '时效', '签署人', '']
    : ['document', 'version', 'signed at', 'expires', 'age', 'signed by', '']
  const rows = documents
    .filter(({ name }) => !/^(rules|emergency)\//.test(name))
    .map((document) => [
      document.name.replace(/^root\/.*/, 'root'),
      String(document.version),
      document.signedAt,
      document.expires ?? '',
      ageOf(document, language),
      signers(document),
      document.late === null ? '' : styled('yellow', lateWords[document.late][language]),
    ])
  const bySet = new Map(documents.map((document) => [document.name, document]))
  const sets = effects.map((effect) => [
    effect.name.replace(/^rules\//, ''),
    String(effect.version),
    effect.from,
    effect.until,
    stateOf(effect, language),
    signersOf(effect, bySet, signers),
  ])
  const setHead = zh
    ? ['规则集', '版本', '自', '至', '状态', '签署人']
    : ['rule set', 'version', 'from', 'until', 'state', 'signed by']
  return [
    styled('bold', zh ? `世界 ${world}，终止于 ${endsAt}` : `World ${world}, ends at ${endsAt}`),
    ...tableLines(head, rows, [0, 2, 3, 4, 5, 6]),
    '',
    ...(sets.length === 0
      ? [zh ? '没有规则集。' : 'There is no rule set.']
      : tableLines(setHead, sets, [0, 2, 3, 4, 5])),
  ]
}

/** Of a status list since it was signed, of population sets since people were assessed; nothing grows old without a limit. */
function ageOf({ ageSeconds, limitSeconds }: DocumentStatus, language: Language): string {
  if (ageSeconds === null || limitSeconds === null) return ''
  const [age, limit] = [spanWords(ageSeconds, language), spanWords(limitSeconds, language)]
  return language === 'zh' ? `${age}，限 ${limit}` : `${age} of ${limit}`
}

function stateOf({ state, correction }: EffectStatus, language: Language): string {
  const mark = language === 'zh' ? '（更正）' : ' (correction)'
  return stateWords[state][language] + (correction ? mark : '')
}

function signersOf(
  { name, version }: EffectStatus,
  documents: ReadonlyMap<string, DocumentStatus>,
  signers: (document: DocumentStatus) => string,
): string {
  const document = documents.get(`${name}/${version}`)
  return document === undefined ? '' : signers(document)
}
