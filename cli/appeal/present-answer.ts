/** An answer to an appeal as people read it: the verdict and why first, what it rests on, the rule, and what to do. */
import { reasons, type Outcome } from 'greengate'
import { groupAppeal } from '../../kiosk/station/devices/printer/slip-lines.ts'
import { inFours } from '../bundle/in-fours.ts'
import type { Language } from '../edges/language.ts'
import { styled, type Style } from '../edges/output.ts'
import { saidText } from '../rules/replay/words.ts'
import { ruleTree } from '../verify/present-explanation.ts'
import { outcomeLook } from '../verify/reason-words.ts'
import { instantWords } from '../verify/time-words.ts'
import type { Answer, NamedRule } from './answer.ts'
import { partWords, verdictWords, whyWords } from './answer-words.ts'
import type { Finding } from './compare.ts'

const looks: Readonly<Record<Finding['verdict'], Style>> = {
  right: 'green',
  wrong: 'red',
  'cannot-tell': 'yellow',
}

/** Writes it in words; of the rules those that decided, or all of them. */
export function presentAnswer(
  answer: Answer,
  language: Language,
  isWhole: boolean,
): readonly string[] {
  const zh = language === 'zh'
  const { verdict, why, parts } = answer
  const rules = isWhole ? answer.rules : decisive(answer.rules)
  const label = (name: keyof typeof partWords): string => padded(partWords[name][language])
  const line = (name: keyof typeof partWords, text: string): string =>
    `  ${styled('dim', label(name))}${text}`
  const more = (text: string): string => `  ${' '.repeat(labelWidth)}${text}`
  return [
    styled(['bold', looks[verdict]], verdictWords[verdict][language]),
    ...(why === null ? [`  ${zh ? '重算所得与之相同。' : 'The same comes out again.'}`] : []),
    ...(why === null ? [] : [`  ${whyWords[why][language]}`]),
    ...othersOf(answer).map((finding) => `  ${whyWords[finding][language]}`),
    '',
    line('gate', gateText(answer, language)),
    ...reasonLines(answer.gate, language).map(more),
    ...(answer.again === null
      ? []
      : [
          line('again', againText(answer.again, parts.gate, language)),
          ...reasonLines(answer.again, language).map(more),
        ]),
    ...(answer.colour === null ? [] : [line('colour', colourText(answer.colour, language))]),
    ...(answer.bundle === null ? [] : [line('data', dataText(answer.bundle, language))]),
    ...(answer.journal === null ? [] : [line('journal', journalText(answer, language))]),
    ...(answer.rule === null ? [] : ruleLines(answer.rule, language, line, more)),
    ...(answer.today === null ? [] : [line('today', todayText(answer.today, language))]),
    ...nextTexts(answer, language).map((text, i) => (i === 0 ? line('next', text) : more(text))),
    ...(rules.length === 0 ? [] : ['', ...ruleTree(rules, language)]),
  ]
}

/** Those that decided; where none did, those in doubt, else those that would have let pass. */
function decisive(rules: Answer['rules']): Answer['rules'] {
  const tried = [
    rules.filter(({ decided }) => decided),
    rules.filter(({ value }) => value === 'unknown'),
    rules.filter(({ outcome }) => outcome === 'pass'),
  ]
  return tried.find(({ length }) => length > 0) ?? []
}

/** Whatever else is not right, beside what the verdict is for. */
function othersOf({ why, parts }: Answer): readonly NonNullable<Finding['why']>[] {
  return [parts.gate, parts.colour].flatMap((part) =>
    part === null || part.why === null || part.why === why ? [] : [part.why],
  )
}

function gateText({ gate, number }: Answer, language: Language): string {
  const { outcome, at, station, lane } = gate
  const unsaid = language === 'zh' ? '（未说明）' : '(not said)'
  return [
    outcome === null ? unsaid : wordOf(outcome, language),
    ...(at === null ? [] : [instantWords(at, language)]),
    ...(station === null ? [] : [`${station} / ${lane ?? ''}`]),
    ...(number === null
      ? []
      : [`${language === 'zh' ? '申诉号' : 'appeal number'} ${groupAppeal(number)}`]),
  ].join(language === 'zh' ? '，' : ', ')
}

function againText(
  { outcome, ruleSet }: NonNullable<Answer['again']>,
  { verdict }: Finding,
  language: Language,
): string {
  const zh = language === 'zh'
  const set =
    ruleSet === null
      ? ''
      : zh
        ? `，${ruleSet.id} 第 ${ruleSet.version} 版`
        : `, under ${ruleSet.id} version ${ruleSet.version}`
  const compared = { right: zh ? '相符' : 'agrees', wrong: zh ? '不符' : 'differs' }
  const tail = verdict === 'cannot-tell' ? '' : `${zh ? '：' : ': '}${compared[verdict]}`
  return wordOf(outcome, language) + set + tail
}

/** A slip has words alone. */
function reasonLines(
  said: Answer['gate'] | NonNullable<Answer['again']>,
  language: Language,
): readonly string[] {
  const isPrinted = 'source' in said && said.source === 'slip'
  return (said.reasons ?? []).map((code) =>
    isPrinted ? reasons[code][language] : `${code}: ${reasons[code][language]}`,
  )
}

function colourText(colour: NonNullable<Answer['colour']>, language: Language): string {
  const { outcome, ruleSet, version, rule, assessedAt, again } = colour
  const zh = language === 'zh'
  const number = rule === null ? '' : zh ? `第 ${rule} 条` : `, rule ${rule}`
  const by = zh ? `${ruleSet} 第 ${version} 版${number}` : `${ruleSet} version ${version}${number}`
  const when = instantWords(assessedAt, language)
  const now = again === null ? '' : `${zh ? '；重算：' : '; again: '}${saidText(again, language)}`
  return `${wordOf(outcome as Outcome, language)}${zh ? '，' : ', '}${by}${zh ? '，' : ', '}${when}${now}`
}

function dataText(
  { file, version, root, isNamed }: NonNullable<Answer['bundle']>,
  language: Language,
): string {
  const zh = language === 'zh'
  const named = isNamed === true ? (zh ? '，即记录所指' : ', the one that the receipt names') : ''
  const digest = inFours(root)
  return zh
    ? `第 ${version} 版（${file}）${named}；根 ${digest}`
    : `version ${version} (${file})${named}; root ${digest}`
}

function journalText({ journal, tag }: Answer, language: Language): string {
  const zh = language === 'zh'
  if (journal === null) return ''
  const { segment, seq, isSigned, isOpened } = journal
  const signed =
    isSigned === null
      ? zh
        ? '链条完整，签名未核对'
        : 'the chain holds, signatures were not checked'
      : isSigned
        ? zh
          ? '链条与签名均成立'
          : 'chain and signature hold'
        : zh
          ? '链条完整，尚无签名'
          : 'the chain holds, nobody signed for it yet'
  const opened = isOpened ? (zh ? '；封存内容已打开' : '; opened what was sealed') : ''
  const card = tag === null ? '' : `${zh ? '；证件标签 ' : '; tag of the card: '}${tag}`
  return `${segment} ${seq}${zh ? '：' : ': '}${signed}${opened}${card}`
}

function ruleLines(
  rule: NamedRule,
  language: Language,
  line: (name: 'rule' | 'law', text: string) => string,
  more: (text: string) => string,
): readonly string[] {
  const zh = language === 'zh'
  const { set, version, no, id, outcome, title, reason, when, unless, legalBasis } = rule
  const named = zh
    ? `${set} 第 ${version} 版第 ${no} 条 ${id}（${wordOf(outcome as Outcome, language)}）`
    : `${set} version ${version}, rule ${no} ${id} (${wordOf(outcome as Outcome, language)})`
  const window = `${instantWords(rule.from, language)} – ${instantWords(rule.until, language)}`
  return [
    line('rule', named),
    more(`${title.zh} · ${title.en}`),
    more(`${reason.zh} · ${reason.en}`),
    ...when.split('\n').map(more),
    ...(unless === undefined ? [] : `unless ${unless}`.split('\n').map(more)),
    more(window),
    line('law', legalBasis.join(zh ? '；' : '; ')),
  ]
}

function todayText(
  { id, version, said }: NonNullable<Answer['today']>,
  language: Language,
): string {
  const text = saidText(said, language)
  return language === 'zh'
    ? `${id} 第 ${version} 版就同样的信息、同一时刻：${text}`
    : `${id} version ${version}, of the same facts at the same instant: ${text}`
}

function nextTexts({ verdict, next }: Answer, language: Language): readonly string[] {
  const zh = language === 'zh'
  const { number, receiptUntil, sealedUntil } = next
  const name =
    number === null
      ? ''
      : zh
        ? `，申诉号 ${groupAppeal(number)}`
        : `, by number ${groupAppeal(number)}`
  const until = receiptUntil === null ? undefined : instantWords(receiptUntil, language)
  const sealed = sealedUntil === null ? undefined : instantWords(sealedUntil, language)
  const first = {
    right: zh
      ? `如信息本身有误，到办理台申请更正${name}`
      : `where a fact itself is wrong, ask the desk for a correction${name}`,
    wrong: zh
      ? `到办理台申诉，出示本结果${name}`
      : `appeal at the desk and show this answer${name}`,
    'cannot-tell': zh
      ? `补上所缺的，或到办理台申诉${name}`
      : `bring what is missing, or appeal at the desk${name}`,
  }[verdict]
  return [
    first,
    ...(until === undefined
      ? []
      : [
          zh
            ? `闸机记录一般保留到 ${until}；两个工作日内答复`
            : `gates keep receipts until ${until} where nothing else was declared; the desk answers in two working days`,
        ]),
    ...(sealed === undefined
      ? []
      : [zh ? `封存内容到 ${sealed} 删除` : `what was shown is taken out at ${sealed}`]),
  ]
}

function wordOf(outcome: Outcome, language: Language): string {
  const { glyph, style, word } = outcomeLook[outcome]
  return styled(style, `${glyph} ${word[language]}`)
}

const labelWidth = 13

/** A Chinese character takes two columns. */
function padded(label: string): string {
  const columns = label.replace(/\p{Script=Han}/gu, 'xx').length
  return label + ' '.repeat(labelWidth - columns)
}
