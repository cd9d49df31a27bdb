/** The differences of two rule sets in words. */
import type { CompiledRuleSet, Origin, Parameter, RuleSet, Words } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { ruleWords, type RuleWords } from '../rule-words.ts'
import {
  acceptedText,
  amountText,
  durationText,
  localText,
  ruleText,
  versionText,
} from '../set-words.ts'
import { isDecisive, type Change, type RuleChange } from './changes.ts'

/** Two sets and what differs. */
export interface Compared {
  readonly a: CompiledRuleSet
  readonly b: CompiledRuleSet
  readonly changes: readonly Change[]
}

/** The lines. */
export function diffLines({ a, b, changes }: Compared, language: Language): readonly string[] {
  const zh = language === 'zh'
  const { change } = b.set
  const teller = new Teller(a, b, language)
  const head = `${versionText(a.set, language)} → ${versionText(b.set, language)}`
  const record = zh
    ? `变更记录：${change.type}：${change.how}（${change.basis.join('；')}；提出：${change.requestedBy}；审核：${change.reviewedBy}）`
    : `Record of change: ${change.type}: ${change.how} (${change.basis.join('; ')}; requested by ${change.requestedBy}; reviewed by ${change.reviewedBy})`
  const decisive = changes.filter(isDecisive)
  const others = changes.filter((each) => !isDecisive(each))
  const nothing = zh ? '判定内容没有变化。' : 'Nothing changed in what is decided.'
  return [
    styled('bold', head),
    record,
    '',
    ...(decisive.length === 0 ? [nothing] : decisive.flatMap((each) => teller.tell(each))),
    ...(others.length === 0 ? [] : ['', zh ? '另外：' : 'Besides:']),
    ...others.flatMap((each) => teller.tell(each)),
  ]
}

const minus = (text: string): string => styled('red', `- ${text}`)
const plus = (text: string): string => styled('green', `+ ${text}`)

class Teller {
  readonly #before: RuleWords
  readonly #after: RuleWords
  readonly #a: RuleSet
  readonly #b: RuleSet
  readonly #language: Language
  readonly #zh: boolean

  constructor(a: CompiledRuleSet, b: CompiledRuleSet, language: Language) {
    this.#before = ruleWords(a)
    this.#after = ruleWords(b)
    this.#a = a.set
    this.#b = b.set
    this.#language = language
    this.#zh = language === 'zh'
  }

  tell(change: Change): readonly string[] {
    switch (change.what) {
      case 'rule-added':
      case 'rule-removed':
        return this.#rule(change)
      case 'rule-changed': {
        const name = ruleText(change.no, change.id, this.#language)
        const head = this.#zh ? `${name} 有变` : `${name} changed`
        const lines = change.changes.flatMap((each) => this.#within(change.no, each))
        return [`~ ${head}${this.#from(change.origin)}`, ...lines.map((line) => `    ${line}`)]
      }
      case 'parameter':
        return [this.#parameter(change)]
      case 'value-set':
        return this.#valueSet(change)
      case 'accepts':
        return this.#accepts(change)
      case 'base':
        return [this.#pair(this.#zh ? '基础' : 'base', change, (base) => versionText(base, this.#language))]
      case 'window':
        return this.#window()
      case 'zone':
        return [this.#zh ? '~ 时区表有变' : '~ the zone table changed']
      case 'title':
        return this.#words(this.#zh ? '标题' : 'title', this.#a.title, this.#b.title)
      case 'colours':
        return [this.#zh ? '~ 颜色有变' : `~ the colours changed`]
    }
  }

  #rule({ what, rule, origin }: Extract<Change, { rule: unknown }>): readonly string[] {
    const isNew = what === 'rule-added'
    const name = `${ruleText(rule.no, rule.id, this.#language)} (${rule.outcome})`
    const verb = isNew ? (this.#zh ? '新增' : 'added') : this.#zh ? '删除' : 'removed'
    const head = `${name} ${verb}${this.#zh ? '：' : ': '}${rule.reason[this.#language]}${this.#from(origin)}`
    const parts = (isNew ? this.#after : this.#before).partsOf(rule.no)
    return [
      isNew ? plus(head) : minus(head),
      ...parts
        .filter(({ form }) => form !== 'requires')
        .map(({ at, words }) => {
          const label = at === 'unless' ? (this.#zh ? '除非 ' : 'unless ') : this.#zh ? '若 ' : 'if '
          return `    ${label}${words[this.#language]}`
        }),
    ]
  }

  #within(no: number, change: RuleChange): readonly string[] {
    switch (change.member) {
      case 'outcome':
      case 'id':
        return [`${change.member}: ${String(change.before)} → ${String(change.after)}`]
      case 'reason':
        return this.#words(this.#zh ? '原因' : 'reason', change.before as Words, change.after as Words)
      case 'requires':
        return this.#requires(change)
      case 'when':
      case 'unless':
        return this.#condition(no, change)
    }
  }

  #condition(no: number, change: Extract<RuleChange, { parts: unknown }>): readonly string[] {
    const { member, before, after, parts } = change
    const words = (of: RuleWords, at: string): string => of.of(no, at)?.[this.#language] ?? at
    if (before === null) return [plus(`${member}: ${words(this.#after, member)}`)]
    if (after === null) return [minus(`${member}: ${words(this.#before, member)}`)]
    return parts.flatMap((part) => [
      ...(part.before === null ? [] : [minus(`${part.at}: ${this.#wordsOfPart(no, part.at, this.#before, part.before)}`)]),
      ...(part.after === null ? [] : [plus(`${part.at}: ${this.#wordsOfPart(no, part.at, this.#after, part.after)}`)]),
    ])
  }
}
