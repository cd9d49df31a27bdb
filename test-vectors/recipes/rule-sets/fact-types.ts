/** rule-sets/fact-types.json: the standard pack, all kinds of fact that the fourteen versions read. */
import type { Json } from '../hand/jcs.ts'

type Field = { readonly type: string; readonly unit?: string; readonly values?: readonly string[] }

const instant: Field = { type: 'instant' }
const date: Field = { type: 'date' }
const truth: Field = { type: 'boolean' }
const text: Field = { type: 'text' }
const region: Field = { type: 'region' }
const integer: Field = { type: 'integer' }
const celsius: Field = { type: 'decimal', unit: 'Cel' }
const oneOf = (...values: readonly string[]): Field => ({ type: 'enumeration', values })

/** One kind of fact: its name, its labels, its fields. */
export const kind = (
  name: string,
  zh: string,
  en: string,
  fields: Readonly<Record<string, Field>>,
): Json => ({ name, labels: { zh, en }, fields })

/** The document `facts` of the standard pack (docs/bundle.md 2). */
export const factTypes: Json = {
  version: 1,
  expires: '2020-12-31T16:00:00Z',
  types: [
    kind('assessment', '评定', 'assessment by a rule set', {
      at: instant,
      outcome: oneOf('pass', 'check', 'stop'),
      set: text,
    }),
    kind('checkin', '健康打卡', 'daily health report', {
      at: instant,
      temperature: celsius,
      unwell: truth,
    }),
    kind('clinic', '发热门诊就诊', 'visit to a fever clinic', { at: date, cleared: truth }),
    kind('contact', '接触史', 'contact with a case', {
      at: date,
      closeness: oneOf('close', 'secondary'),
    }),
    kind('entry', '入境', 'arrival from abroad', { at: date, from: region, quarantined: truth }),
    kind('household', '家庭成员健康码', 'code of a family member', {
      at: instant,
      colour: oneOf('green', 'yellow', 'red'),
    }),
    kind('order', '管控指令', 'order of an authority', {
      outcome: oneOf('check', 'stop'),
      from: instant,
      until: instant,
      authority: text,
      basis: text,
    }),
    kind('person', '个人', 'person', {
      birthDate: date,
      idType: oneOf('resident', 'passport', 'other'),
    }),
    kind('quarantine', '隔离', 'quarantine', { from: date, until: date, completed: truth }),
    kind('recovery', '康复', 'recovery', { at: date }),
    kind('stay', '旅居史', 'stay in a region', { region, from: date, until: date }),
    kind('symptom', '症状', 'symptom', { at: date, name: oneOf('fever', 'cough', 'breathless') }),
    kind('temperature', '体温记录', 'measured temperature', { at: instant, celsius }),
    kind('test', '检测', 'test', {
      sampledAt: instant,
      method: oneOf('pcr', 'antigen', 'antibody'),
      result: oneOf('negative', 'positive', 'inconclusive'),
    }),
    kind('vaccination', '接种', 'vaccination', {
      at: date,
      product: text,
      dose: integer,
      of: integer,
    }),
  ],
  onSite: { temperature: celsius },
}
