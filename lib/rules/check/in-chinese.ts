/** What the checker and the engine say of a rule set, in Chinese. Names stand as they are in the document. */

import type { Words } from '../../encoding/json-shape.ts'

/** Each sentence with a hole for what it names. */
const sentences: readonly (readonly [en: string, zh: string])[] = [
  ['must be an object', '必须是对象'],
  ['is nested too deep', '嵌套过深'],
  ['is another engine than this', '不是本引擎的版本'],
  ['this engine speaks version 1 only', '本引擎只支持第 1 版'],
  ['is no member here', '此处没有这个成员'],
  ['must be there', '不可缺少'],
  ['must have {}', '缺少 {}'],
  ['members must be of {}', '成员只能是 {}'],
  ['must be an array', '必须是数组'],
  ['must be an array of {} to {} rules', '必须是含 {} 至 {} 条规则的数组'],
  ['must be {} to {}', '必须为 {} 至 {} 项'],
  ['must be text', '必须是非空文本'],
  ['must be a name', '必须是名称'],
  ['must be a number', '必须是数'],
  ['must be a number, text or truth value', '必须是数、文本或真假值'],
  ['must be a whole number of at least {}', '必须是不小于 {} 的整数'],
  ['must be an instant in UTC', '必须是 UTC 时刻'],
  ['must be an instant in UTC, such as {}', '必须是 UTC 时刻，例如 {}'],
  ['must be a duration such as {} or {}', '必须是时长，例如 {} 或 {}'],
  ['must be a duration, such as {} or {}', '必须是时长，例如 {} 或 {}'],
  ['must be one of {}', '只能是 {} 之一'],
  ['must be unique', '不得重复'],
  ['must not be empty', '不得为空'],
  ['must be later than from', '必须晚于 from'],
  ['must be later than the row before', '必须晚于上一行'],
  ['must be unix seconds and an offset of less than a day', '必须是 Unix 秒数和不足一天的偏移'],
  ['too far', '偏移过大'],
  ['must name what the change rests on', '必须写明变更的依据'],
  [
    'must say which assessments are recognised, if only those of the set itself',
    '必须写明承认哪些评定，即使只承认本规则集自己的',
  ],
  ['stands on pass rules only', '只能用于放行规则'],
  ['must be an expression', '必须是表达式'],
  ['must be an array of two or more', '必须是含两项以上的数组'],
  ['needs two or more parts', '至少要有两部分'],
  ['must be a condition, but is a {type}', '必须是条件，此处却是{type}'],
  ['names no kind of fact', '没有这种事实'],
  ['names no field of this kind', '这种事实没有这个字段'],
  ['names no field of this kind of fact', '这种事实没有这个字段'],
  ['names no operator', '没有这个运算符'],
  ['names no parameter of this set', '本规则集没有这个参数'],
  ['names no measurement', '没有这项现场测量'],
  ['names no value set of this set', '本规则集没有这个取值集合'],
  ['a field can be named only inside `where`', '字段只能写在 where 之内'],
  ['must name an instant or a date', '必须指向时刻或日期字段'],
  ['must name an instant or date field of this kind', '必须指向这种事实的时刻或日期字段'],
  ['only a number has a unit', '只有数才带单位'],
  ['compares with a value that the enumeration does not have', '枚举中没有这个值'],
  ['must compare with the form of {type}', '所比较的值必须写成{type}'],
  ['compares {type} with {type}', '不能把{type}与{type}相比较'],
  ['compares {unit} with {unit}', '单位不同：{unit}与{unit}'],
  ['{type} has no order', '{type}没有先后大小'],
  ['a {type} is in no value set', '{type}不属于任何取值集合'],
  ['{} needs an instant', '{} 需要时刻'],
  ['{} needs an instant or a date', '{} 需要时刻或日期'],
  ['unknown {}', '未知：{}'],
  ['must cost at most {} steps', '代价不得超过 {} 步'],
  ['is no finding that can be waived', '不是可以豁免的检查结果'],
  ['waives nothing', '没有豁免任何东西'],
  ['is used by no rule', '没有规则用到'],
  ['no rule grants passage', '没有放行规则'],
  ['a fact dated in the future meets this too', '日期在未来的事实也满足此条件'],
  ['nothing makes this rule true', '任何情况都不能使此规则成立'],
  ['it cannot be proved that anything makes this rule true', '无法证明此规则能够成立'],
  ['whenever this rule is true, another decides', '此规则成立时，总由另一条规则作出判定'],
  ['it cannot be proved that this rule ever decides', '无法证明此规则会作出判定'],
  [
    'there may be people of whom everything is known and whom no rule speaks of',
    '可能有人信息齐全，却没有任何规则提到',
  ],
  ['must not stand in a circle', '不得循环引用'],
  ['must be at most {} deep', '最多 {} 层'],
  ['the base must be at hand', '找不到基础规则集'],
  ['must be the digest of the base', '必须是基础规则集的摘要'],
  [
    'the base must have the id and version that it is named by',
    '基础规则集的 id 和 version 必须与所写一致',
  ],
  ['the base must be a rule set', '基础规则集不是有效的规则集'],
  ['must be that of the base, or be left out', '必须与基础规则集相同，或者省略'],
  ['an overlay adds check and stop rules only', '叠加规则集只能增加核查和止步规则'],
  ['must not be that of a rule of the base', '不得与基础规则集的规则相同'],
  ['must not be that of the base', '不得与基础规则集相同'],
  ['may not be set by an overlay', '不允许由叠加规则集设定'],
  ['must be that of the base', '必须与基础规则集相同'],
  ['has no stricter direction', '没有更严的方向'],
  ['must be at least {}, that of the base', '不得小于基础规则集的 {}'],
  ['must be at most {}, that of the base', '不得大于基础规则集的 {}'],
  // Of country rules.
  ['is none of AffectedFields', '不在 AffectedFields 之中'],
  ['reads what a reduction has not', '归约中没有此项'],
  ['must read a part of payload or of external', '只能读取 payload 或 external 的一部分'],
  ['no verifier gives {}', '没有验证端提供 {}'],
  ['names a value set that is not in the set', '规则集中没有这个取值集合'],
  ['counts at no instant at which the set is in force', '在规则集生效期间从不适用'],
  ['no acceptance rule for {}: always check', '{} 没有接受规则：一律核查'],
  ['no rule reads it', '没有规则读取'],
  ['must be within one of the base', '必须在基础规则集某一项的范围之内'],
]

/** What to do. */
const advice: typeof sentences = [
  ['leave it out, or use it', '删去，或者用上'],
  ['leave it out: there is nothing to waive', '删去：没有可豁免的'],
  ['add a pass rule: passage is granted by a rule or not at all', '增加放行规则：只有规则才能放行'],
  ['add a check rule for whoever is left', '为其余的人增加一条核查规则'],
  ['leave the rule out, or correct its limits', '删去此规则，或者改正其界限'],
  ['leave the rule out, or make the other narrower', '删去此规则，或者收窄另一条'],
  ['also ask that {}', '再加上条件 {}'],
  ['no unit', '不带单位'],
]

/** Kinds of values, as the engine calls them. */
const types: Readonly<Record<string, string>> = {
  number: '数',
  text: '文本',
  truth: '真假值',
  instant: '时刻',
  date: '日期',
  region: '地区',
  enumeration: '枚举值',
}

const holes = /\{(type|unit|)\}/
const patterns = [...sentences, ...advice].map(([en, zh]) => {
  const parts = en
    .split(/\{(?:type|unit|)\}/)
    .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
  const names = [...en.matchAll(/\{(type|unit|)\}/g)].map(([, name = '']) => name)
  const between = names.map((name) =>
    name === 'type' ? `(${Object.keys(types).join('|')})` : '(.+)',
  )
  const source = parts.map((part, i) => part + (between[i] ?? '')).join('')
  return { form: new RegExp(`^${source}$`, 's'), zh, names }
})

/**
 * A sentence of the checker in Chinese; undefined for one that has none.
 *
 * @param en - It may begin with the path that it is about, as messages of errors do.
 */
export function inChinese(en: string): string | undefined {
  for (const { form, zh, names } of patterns) {
    const found = form.exec(en)
    if (found === null) continue
    return names.reduce(
      (text, name, i) => text.replace(holes, () => said(name, found[i + 1] ?? '')),
      zh,
    )
  }
  const [, path, rest] = /^([\w.[\]]+): (.+)$/s.exec(en) ?? []
  const inner = rest === undefined ? undefined : inChinese(rest)
  return inner === undefined || path === undefined ? undefined : `${path}：${inner}`
}

/** Both languages; one that has no Chinese stays as it is. */
export function wordsOf(en: string): Words {
  return { zh: inChinese(en) ?? en, en }
}

function said(name: string, text: string): string {
  if (name === 'type') return types[text] ?? text
  return name === 'unit' && text === 'a plain number'
    ? '不带单位的数'
    : name === 'unit'
      ? ` ${text} `
      : text
}
