/** Tells people what the next version would have decided otherwise, and by which rules. */
import type { DecidedBy } from 'greengate'
import type { Language } from '../../edges/language.ts'
import { stateWords } from '../../impact/words.ts'
import { wordsOf } from '../replay/words.ts'
import type { PairSum } from './sum.ts'

const countWidth = 7

/** One version asked beside another: the sums, then a row for each change. */
export function pairLines(sum: PairSum, language: Language): readonly string[] {
  const { ruleSet, next, receipts, counted, same, otherwise, byOthers, stations, changes } = sum
  const [from, to] = [String(ruleSet.version), String(next.version)]
  const head =
    language === 'zh'
      ? [
          `${ruleSet.id} 第 ${from} 版 -> 第 ${to} 版（${stations.length} 个站点）`,
          `按第 ${to} 版：${counted} 次判定中有 ${otherwise} 次结果不同，另有 ${byOthers} 次结果相同、规则不同，${same} 次完全相同`,
          `第 ${from} 版之下共有 ${receipts} 条记录，其中 ${counted} 次计入`,
        ]
      : [
          `${ruleSet.id} ${from} -> ${to} (${stations.length} ${stations.length === 1 ? 'station' : 'stations'})`,
          `Under version ${to}: ${otherwise} of ${counted} would be decided otherwise, ${byOthers} alike by other rules, ${same} the same`,
          `${counted} were counted, of ${receipts} receipts under version ${from}`,
        ]
  if (changes.length === 0) return head
  const texts = changes.map((change) => ({
    count: String(change.count).padStart(countWidth),
    decided: byText(change.decided, language),
    foretold: byText(change.foretold, language),
  }))
  const titles =
    language === 'zh'
      ? { count: '   次数', decided: `第 ${from} 版`, foretold: `第 ${to} 版` }
      : { count: 'count', decided: `version ${from}`, foretold: `version ${to}` }
  const width = Math.max(...[titles, ...texts].map(({ decided }) => columnsOf(decided)))
  const rows = [{ ...titles, count: titles.count.padStart(countWidth) }, ...texts].map(
    ({ count, decided, foretold }) =>
      `${count}  ${decided}${' '.repeat(width - columnsOf(decided))}  ${foretold}`,
  )
  return [...head, '', ...rows]
}

/** `stop (rule 7)`, `check (fact-missing)`. */
function byText({ outcome, rules, reasons }: DecidedBy, language: Language): string {
  const words = wordsOf(language)
  const named = rules.length === 1 ? words.rule : words.rules
  const parts = [...(rules.length === 0 ? [] : [`${named} ${rules.join(', ')}`]), ...reasons]
  return `${stateWords[outcome][language]} (${parts.join('; ')})`
}

/** Chinese characters are two columns wide. */
function columnsOf(text: string): number {
  return text.replace(/\p{Script=Han}/gu, 'xx').length
}
