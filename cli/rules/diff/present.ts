/** The differences of two rule sets in words, and conditions as their authors write them. */
import type {
  AcceptedAssessment,
  CompiledRuleSet,
  Expression,
  Origin,
  Parameter,
  Requirement,
  RuleSet,
  Words,
} from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { printCondition } from '../../language/print-condition.ts'
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
  const teller = new Teller(a.set, b.set, language)
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
const infix = (expression: Expression): string => printCondition(expression, { width: Infinity })

class Teller {
  readonly #a: RuleSet
  readonly #b: RuleSet
  readonly #language: Language

  constructor(a: RuleSet, b: RuleSet, language: Language) {
    this.#a = a
    this.#b = b
    this.#language = language
  }

  tell(change: Change): readonly string[] {
    switch (change.what) {
      case 'rule-added':
      case 'rule-removed':
        return this.#rule(change)
      case 'rule-changed': {
        const { no, id, origin, changes } = change
        const head = `~ ${ruleText(no, id, this.#language)}${this.#say(' 有变', ' changed')}`
        const lines = changes.flatMap((each) => this.#within(each))
        return [head + this.#from(origin), ...lines.map((line) => `    ${line}`)]
      }
      case 'parameter':
        return [this.#parameter(change)]
      case 'value-set':
        return [this.#valueSet(change)]
      case 'accepts':
        return this.#accepts(change)
      case 'window': {
        const text = ({ effective, zone }: RuleSet): string =>
          `${localText(effective.from, zone)} … ${localText(effective.until, zone)}`
        return this.#pair(this.#say('有效期', 'window'), text(this.#a), text(this.#b))
      }
      case 'zone':
        return this.#pair(this.#say('时区表', 'zone table'), zoneText(this.#a), zoneText(this.#b))
      case 'title':
        return this.#words(this.#say('标题', 'title'), this.#a.title, this.#b.title)
      case 'colours': {
        const text = ({ colours }: RuleSet): string =>
          `${colours.pass}, ${colours.check}, ${colours.stop}`
        return this.#pair(this.#say('颜色', 'colours'), text(this.#a), text(this.#b))
      }
      case 'base': {
        const text = (base: Origin | null): string =>
          base === null ? this.#say('无', 'none') : versionText(base, this.#language)
        return this.#pair(this.#say('基础规则集', 'base'), text(change.before), text(change.after))
      }
    }
  }

  #rule({ what, rule, origin }: Extract<Change, { rule: unknown }>): readonly string[] {
    const isNew = what === 'rule-added'
    const { no, id, outcome, reason, when, unless, requires = [] } = rule
    const verb = isNew ? this.#say('新增', 'added') : this.#say('删除', 'removed')
    const name = `${ruleText(no, id, this.#language)} (${outcome}) ${verb}`
    const head = `${name}${this.#say('：', ': ')}${reason[this.#language]}`
    return [
      (isNew ? plus(head) : minus(head)) + this.#from(origin),
      `    when ${infix(when)}`,
      ...(unless === undefined ? [] : [`    unless ${infix(unless)}`]),
      ...(requires.length === 0 ? [] : [`    requires ${this.#required(requires)}`]),
    ]
  }

  #within(change: RuleChange): readonly string[] {
    switch (change.member) {
      case 'outcome':
      case 'id':
        return [`${change.member}: ${change.before} → ${change.after}`]
      case 'reason':
        return this.#words('reason', change.before, change.after)
      case 'requires': {
        const text = (requirement: Requirement): string =>
          `requires ${this.#required([requirement])}`
        const lacks = (list: readonly Requirement[], { kind, maxAge }: Requirement): boolean =>
          !list.some((each) => each.kind === kind && each.maxAge === maxAge)
        const { before, after } = change
        return [
          ...before.filter((each) => lacks(after, each)).map((each) => minus(text(each))),
          ...after.filter((each) => lacks(before, each)).map((each) => plus(text(each))),
        ]
      }
      default: {
        const { member, before, after, parts } = change
        if (before === null || after === null) {
          return [
            ...(before === null ? [] : [minus(`${member} ${infix(before)}`)]),
            ...(after === null ? [] : [plus(`${member} ${infix(after)}`)]),
          ]
        }
        return parts.flatMap((part) => [
          styled('dim', `${part.at}:`),
          ...(part.before === null ? [] : [`  ${minus(infix(part.before))}`]),
          ...(part.after === null ? [] : [`  ${plus(infix(part.after))}`]),
        ])
      }
    }
  }

  #required(requires: readonly Requirement[]): string {
    if (requires.length === 0) return this.#say('无', 'nothing')
    return requires
      .map(({ kind, maxAge }) => `${kind} ${durationText(maxAge, this.#language)}`)
      .join(', ')
  }

  #parameter(change: Extract<Change, { what: 'parameter' }>): string {
    const { name, before, after, effect, origin, rules } = change
    const text = (parameter: Parameter | null): string =>
      parameter === null
        ? this.#say('无', 'none')
        : parameterText(parameter, before?.overridable !== after?.overridable, this.#language)
    const effects = {
      stricter: this.#say('更严', 'stricter'),
      looser: this.#say('更宽', 'looser'),
    }
    const uses = rules.join(this.#say('、', ', '))
    const notes = [
      ...(effect === null ? [] : [effects[effect]]),
      ...(rules.length === 0
        ? []
        : [this.#say(`用于第 ${uses} 条`, `in ${rules.length === 1 ? 'rule' : 'rules'} ${uses}`)]),
    ]
    const tail = notes.length === 0 ? '' : ` (${notes.join('; ')})`
    const label = this.#say('参数', 'parameter')
    return `~ ${label} ${name}: ${text(before)} → ${text(after)}${tail}${this.#from(origin)}`
  }

  #valueSet({ name, added, removed, state }: Extract<Change, { what: 'value-set' }>): string {
    const states = {
      added: this.#say('新增', 'added'),
      removed: this.#say('删除', 'removed'),
      changed: this.#say('有变', 'changed'),
    }
    const parts = [
      ...(added.length === 0 ? [] : [styled('green', `+ ${added.join(', ')}`)]),
      ...(removed.length === 0 ? [] : [styled('red', `- ${removed.join(', ')}`)]),
    ]
    return `~ ${this.#say('值集', 'value set')} ${name} ${states[state]}: ${parts.join('  ')}`
  }

  #accepts({ before, after }: Extract<Change, { what: 'accepts' }>): readonly string[] {
    const text = (entry: AcceptedAssessment): string => acceptedText(entry, this.#language)
    const label = this.#say('认可的评定', 'assessments accepted')
    return [
      `~ ${label}`,
      ...(before === null ? [] : [`    ${minus(text(before))}`]),
      ...(after === null ? [] : [`    ${plus(text(after))}`]),
    ]
  }

  #pair(label: string, before: string, after: string): readonly string[] {
    return [`~ ${label}: ${before} → ${after}`]
  }

  #words(label: string, before: Words, after: Words): readonly string[] {
    return (['zh', 'en'] as const)
      .filter((language) => before[language] !== after[language])
      .flatMap((language) => [
        minus(`${label} (${language}) ${before[language]}`),
        plus(`${label} (${language}) ${after[language]}`),
      ])
  }

  /** Where something comes from, unless from the set itself. */
  #from(origin: Origin): string {
    if (origin.id === this.#b.id || origin.id === this.#a.id) return ''
    const version = versionText(origin, this.#language)
    return styled('dim', this.#say(`（${version}）`, ` (${version})`))
  }

  #say(zh: string, en: string): string {
    return this.#language === 'zh' ? zh : en
  }
}

/** @param isMarked - Whether it is said that overlays may tighten it, or may not. */
function parameterText(parameter: Parameter, isMarked: boolean, language: Language): string {
  const amount = amountText(parameter, language)
  if (!isMarked) return amount
  const isOpen = parameter.overridable !== undefined
  if (language === 'zh') return `${amount}（上层${isOpen ? '可' : '不可'}收紧）`
  return `${amount}, which overlays ${isOpen ? 'may tighten' : 'may not set'}`
}

function zoneText({ zone }: RuleSet): string {
  return `${zone.id} ${zone.tzdata} [${String(zone.offsets.length)}]`
}
