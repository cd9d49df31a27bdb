/** Says in words what a document is and what it changes, for whoever is about to sign it. */
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { instantText } from '../../edges/instant.ts'
import { digest, type Document } from '../document.ts'
import { inFours } from '../in-fours.ts'
import { breaches } from '../rails.ts'
import { holderOf, type Progress } from '../progress.ts'
import { before, isCorrection, type Shelf } from '../shelf.ts'
import { listLines } from './list-lines.ts'
import { memberLines } from './member-lines.ts'
import { rootLines } from './root-lines.ts'
import { ruleLines } from './rule-lines.ts'
import { trustLines } from './trust-lines.ts'

/** The lines: what it is, what it changes, what stands against it, who has signed. */
export function describe(
  shelf: Shelf,
  document: Document,
  { progress, signedAt, language }: Described,
): readonly string[] {
  const zh = language === 'zh'
  const older = before(shelf, document)
  const against = breaches(shelf, document, progress.signedAt ?? signedAt)
  const size = document.payload.length.toLocaleString('en')
  return [
    styled('bold', titleOf(document, language)),
    `  ${zh ? '世界' : 'world'} ${shelf.authority.settings.world}; ${size} ${zh ? '字节' : 'bytes'}; SHA-256`,
    `  ${inFours(digest(document.payload))}`,
    ...contents(shelf, document, older, language).map((line) => `  ${line}`),
    ...against.map((words) =>
      styled('red', `  ${zh ? '不合规：' : 'against the rules: '}${words[language]}`),
    ),
    ...progressLines(shelf, progress, language).map((line) => `  ${line}`),
  ]
}

/** What the lines are made with. */
export interface Described {
  readonly progress: Progress
  /** Unix seconds: when it would be signed, if nobody has signed yet. */
  readonly signedAt: number
  readonly language: Language
}

const titles: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  root: ['根文件', 'root'],
  trust: ['发码机构名单', 'trust list'],
  facts: ['信息类型', 'fact types'],
  stations: ['核验站名册', 'roster of stations'],
  status: ['撤销状态', 'status list'],
  covered: ['已评估人群', 'population set covered'],
  'not-green': ['非绿名单', 'population set not-green'],
  keys: ['核验站密钥', 'keys of stations'],
  delegation: ['转授权', 'delegation'],
  rules: ['规则集', 'rule set'],
  emergency: ['应急规则', 'emergency rule set'],
  snapshot: ['快照', 'snapshot'],
  timestamp: ['时间戳', 'timestamp'],
}

/** What a document is called: `规则集 cn-3301 第 14 版（更正）`. */
export function titleOf(document: Document, language: Language): string {
  const { role, place, version } = document
  const [zh, en] = titles[role] ?? [role, role]
  const subject = place.split('/').slice(1, -1).join(' ')
  const about = subject === '' ? '' : ` ${subject}`
  const corrects = role === 'rules' && isCorrection(document)
  if (language === 'zh') return `${zh}${about} 第 ${version} 版${corrects ? '（更正）' : ''}`
  return `${en}${about} version ${version}${corrects ? ' (a correction)' : ''}`
}

function contents(
  shelf: Shelf,
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  switch (document.role) {
    case 'root':
      return rootLines(shelf, document, older, language)
    case 'trust':
      return trustLines(document, older, language)
    case 'rules':
    case 'emergency':
      return ruleLines(shelf, document, older, language)
    case 'status':
      return [
        ...memberLines(document, older, language),
        ...listLines(shelf.authority, document, older, language),
      ]
    default:
      return memberLines(document, older, language)
  }
}

/** Who has signed, for each role, and how many are missing. */
export function progressLines(
  shelf: Shelf,
  { roles, signedAt }: Progress,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const since =
    signedAt === undefined
      ? []
      : [`${zh ? '签署时刻' : 'signed at'} ${instantText(new Date(signedAt * 1000))}`]
  const lines = roles.map(({ title, threshold, keys, signedBy, missing }) => {
    const names = signedBy.map((kid) => holderOf(shelf, kid)).join(', ')
    const by = names === '' ? (zh ? '尚无人签署' : 'nobody yet') : names
    const left =
      missing === 0 ? (zh ? '已足' : 'enough') : zh ? `还差 ${missing} 个` : `${missing} missing`
    return zh
      ? `${title}：${keys.length} 把密钥中须有 ${threshold} 把签署；${by}；${left}`
      : `${title}: ${threshold} of ${keys.length} keys must sign; ${by}; ${left}`
  })
  return [...since, ...lines]
}
