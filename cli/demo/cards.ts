/** The identity cards of the demo: what a gate must answer when one is placed on its reader and nothing else is shown. */
import type { Card } from 'greengate'
import type { Expected, Words } from './person.ts'

/** A card to place. Every number is of a region that GB/T 2260 gives to nobody. */
export interface DemoCard extends Expected {
  readonly id: string
  readonly name: Words
  /** What is to be seen with it. */
  readonly about: Words
  readonly card: Card
}

/** What the population sets say of its holder; null: they know nothing of the person. */
export interface CardHolder extends DemoCard {
  readonly assessed: { readonly outcome: 'pass' | 'check' | 'stop'; readonly rule: number } | null
}

const day = 86_400_000

/** The card that the paper code of the demo is bound to. */
export const paperCard = { type: 'cn-resident-id', number: '119901193904120068' } as const

/** Everybody's. */
export function cards(now: Date): readonly CardHolder[] {
  const dayIn = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10)
  const card = (number: string, until = 3000): Card => ({
    type: 'cn-resident-id',
    number,
    validFrom: dayIn(-2000),
    validUntil: dayIn(until),
    source: 'chip',
  })
  return [
    {
      id: 'card-pass',
      name: { zh: '林薇', en: 'Lin Wei' },
      about: { zh: '已评定，可以通行', en: 'assessed: may pass' },
      card: card('119901198803150033'),
      assessed: { outcome: 'pass', rule: 1 },
      outcome: 'pass',
      reasons: ['assessed-pass'],
    },
    {
      id: 'card-check',
      name: { zh: '高乐', en: 'Gao Le' },
      about: { zh: '已评定，没有有效检测', en: 'assessed: no test that still counts' },
      card: card('119901197511200014'),
      assessed: { outcome: 'check', rule: 14 },
      outcome: 'check',
      reasons: ['assessed-check'],
    },
    {
      id: 'card-stop',
      name: { zh: '孙涛', en: 'Sun Tao' },
      about: { zh: '已评定，密切接触', en: 'assessed: close contact' },
      card: card('119901199307080026'),
      assessed: { outcome: 'stop', rule: 7 },
      outcome: 'stop',
      reasons: ['assessed-stop'],
    },
    {
      id: 'card-paper',
      name: { zh: '郑奶奶', en: 'Grandma Zheng' },
      about: {
        zh: '未收录，须再出示本人的纸质码',
        en: 'in no population set: must show her paper code as well',
      },
      card: card(paperCard.number),
      assessed: null,
      outcome: 'check',
      reasons: ['not-covered'],
    },
    {
      id: 'card-expired',
      name: { zh: '周娜', en: 'Zhou Na' },
      about: { zh: '证件已过期', en: 'the card itself has expired' },
      card: card('119901196602220040', -30),
      assessed: { outcome: 'pass', rule: 1 },
      outcome: 'invalid',
      reasons: ['card-expired'],
    },
  ]
}
