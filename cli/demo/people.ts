/** The people of the demo whose codes tell something true: who may pass, whom staff must see, who must stop. */
import { publicJwk } from 'greengate/issue'
import { paperCard } from './cards.ts'
import { issuers } from './documents.ts'
import { healthAt } from './health.ts'
import type { DemoKeys } from './keys.ts'
import type { Holder } from './person.ts'

/** Their claims, and what a gate must answer. */
export function people(now: Date, keys: DemoKeys): readonly Holder[] {
  const { ago, dayAgo, fact, test, checkin, stated, assessed } = healthAt(now)
  const contact = fact('contact', { at: dayAgo(3), closeness: 'close' })
  return [
    {
      id: 'pass',
      name: { zh: '林薇', en: 'Lin Wei' },
      about: { zh: '核酸阴性，信息齐全', en: 'negative PCR test, every fact stated' },
      claims: stated('林*', '123X', test(20), checkin(3)),
      key: 'city',
      outcome: 'pass',
      reasons: ['rule-pass'],
    },
    {
      id: 'pass-vaccinated',
      name: { zh: '赵敏', en: 'Zhao Min' },
      about: {
        zh: '已接种，抗原阴性；下一版规则生效后不再足够',
        en: 'vaccinated, quick test; no longer enough once the next rules take over',
      },
      claims: stated(
        '赵*',
        '0417',
        fact('vaccination', { at: dayAgo(60), product: 'DEMO-VAC', dose: 2, of: 2 }),
        test(10, 'antigen'),
      ),
      key: 'cityP256',
      outcome: 'pass',
      reasons: ['rule-pass'],
    },
    {
      id: 'pass-child',
      name: { zh: '小米', en: 'Xiao Mi' },
      about: { zh: '三岁以下，免检测', en: 'under three, needs no test' },
      claims: stated('小*', '5508', fact('person', { birthDate: dayAgo(500), idType: 'resident' })),
      key: 'city',
      outcome: 'pass',
      reasons: ['rule-pass'],
    },
    {
      id: 'pass-assessed',
      name: { zh: '陈雨', en: 'Chen Yu' },
      about: { zh: '只含评定结果的码：可以通行', en: 'a code of an assessment alone: pass' },
      claims: assessed('陈*', '2210', 3, { outcome: 'pass', version: 2, rule: 1 }),
      key: 'city',
      outcome: 'pass',
      reasons: ['assessed-pass'],
    },
    {
      id: 'pass-assessed-p256',
      name: { zh: '吴欣', en: 'Wu Xin' },
      about: { zh: '同上，以P-256密钥签发', en: 'the same, signed by a P-256 key' },
      claims: assessed('吴*', '9064', 2, { outcome: 'pass', version: 2, rule: 3 }),
      key: 'cityP256',
      outcome: 'pass',
      reasons: ['assessed-pass'],
    },
    {
      id: 'check-missing',
      name: { zh: '高乐', en: 'Gao Le' },
      about: { zh: '实验室的码，只说明检测', en: 'a laboratory’s code, which states tests alone' },
      claims: {
        ...stated('高*', '7731', test(15)),
        issuer: issuers.laboratory,
        covers: [{ kind: 'test', until: ago(1) }],
      },
      key: 'laboratory',
      outcome: 'check',
      reasons: ['fact-missing'],
    },
    {
      id: 'check-superseded',
      name: { zh: '何平', en: 'He Ping' },
      about: { zh: '按上一版规则评定', en: 'assessed under the rules before' },
      claims: assessed('何*', '3345', 12, { outcome: 'pass', version: 1, rule: 1 }),
      key: 'city',
      outcome: 'check',
      reasons: ['assessment-superseded'],
    },
    {
      id: 'check-symptom',
      name: { zh: '周娜', en: 'Zhou Na' },
      about: { zh: '两天前有症状', en: 'a symptom two days ago' },
      claims: stated('周*', '8190', test(20), fact('symptom', { at: dayAgo(2), name: 'cough' })),
      key: 'city',
      outcome: 'check',
      reasons: ['rule-check'],
    },
    {
      id: 'check-paper',
      name: { zh: '郑奶奶', en: 'Grandma Zheng' },
      about: { zh: '纸质码，需要出示证件', en: 'a paper code, which needs the identity card' },
      claims: { ...stated('郑**', '0068', test(20)), class: 'paper' },
      key: 'city',
      card: paperCard,
      outcome: 'check',
      reasons: ['card-required', 'rule-pass'],
    },
    {
      id: 'check-live',
      name: { zh: '冯远', en: 'Feng Yuan' },
      about: { zh: '实时码的截图', en: 'a picture of a code that must be shown live' },
      claims: { ...stated('冯*', '6127', test(20)), holderKey: publicJwk(keys.issuers.stranger) },
      key: 'city',
      outcome: 'check',
      reasons: ['live-proof-missing', 'rule-pass'],
    },
    {
      id: 'stop-contact',
      name: { zh: '孙涛', en: 'Sun Tao' },
      about: { zh: '三天前密切接触', en: 'close contact three days ago' },
      claims: stated('孙*', '1185', test(20), contact),
      key: 'city',
      outcome: 'stop',
      reasons: ['rule-stop'],
    },
    {
      id: 'stop-stay',
      name: { zh: '马骏', en: 'Ma Jun' },
      about: { zh: '五天前到过高风险地区', en: 'in a region of high risk five days ago' },
      claims: stated(
        '马*',
        '5093',
        test(20),
        fact('stay', { region: '990107', from: dayAgo(9), until: dayAgo(5) }),
      ),
      key: 'cityP256',
      outcome: 'stop',
      reasons: ['rule-stop'],
    },
    {
      id: 'stop-assessed',
      name: { zh: '许静', en: 'Xu Jing' },
      about: { zh: '只含评定结果的码：禁止通行', en: 'a code of an assessment alone: stop' },
      claims: assessed('许*', '7746', 3, { outcome: 'stop', version: 2, rule: 7 }),
      key: 'city',
      outcome: 'stop',
      reasons: ['assessed-stop'],
    },
  ]
}
