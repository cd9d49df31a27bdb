/** verify/look-alikes.json: what a traveller may hold up in place of a health code, by name (formats.md, look-alikes). */
import { unreadable } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { identity, pass } from '../world/passes.ts'
import { seal } from '../world/seals.ts'
import { shows, standard } from '../world/verify-case.ts'

const is = (kind: string, id: string, text: string, comment: string): Case =>
  shows(id, text, unreadable({ code: 'other-code', kind }), null, comment, { colour: null })
const isNone = (id: string, text: string, comment: string): Case =>
  shows(id, text, unreadable('not-a-credential'), null, comment, { colour: null })

const digits = (start: string, count: number): string => {
  let text = start
  while (text.length < count) text += String((text.length * 7) % 10)
  return text
}

const named: readonly Case[] = [
  is(
    'payment',
    'payee-alipay',
    'https://qr.alipay.com/fkx00000abcdef',
    'a link, and a payment first',
  ),
  is('payment', 'payee-unionpay', 'https://qr.95516.com/00010000/62000000', 'UnionPay'),
  is('payment', 'order-wechat', 'weixin://wxpay/bizpayurl?pr=AbCdEf', 'WeChat'),
  is('payment', 'payer-wechat', digits('13', 18), 'what a payer at WeChat shows'),
  is('payment', 'payer-alipay', digits('28', 18), 'what a payer at Alipay shows'),
  is('payment', 'bill-of-europe', 'BCD\n002\n1\nSCT\n\nA B\nDE00', 'a transfer in euro'),
  is('payment', 'bill-of-switzerland', 'SPC\r\n0200\r\n1\r\nCH00', 'a transfer in francs'),
  is('ticket', 'train-of-europe', '#UT010080000001', 'UIC 918.3'),
  is('ticket', 'train-of-china', digits('', 144), 'a printed ticket: 144 digits'),
  is('contact', 'visiting-card', 'BIZCARD:N:Anna;X:Traveller;;', 'an older form'),
  is('wifi', 'network-without-password', 'WIFI:S:station;T:nopass;;', 'open to all'),
  is('url', 'address-without-scheme', 'www.example.org', 'as people print it'),
  is('health-link', 'link-to-records', 'shlink:/eyJ1cmwiOiJodHRwczovL2V4In0', 'needs a server'),
  is(
    'health-link',
    'link-to-records-behind-a-page',
    'https://example.org/view#shlink:/eyJ1cmwiOiJodHRwczovL2V4In0',
    'an address, and a link to records first',
  ),
  isNone('card-number', digits('110101199003', 18), 'a number of an identity card is no payment'),
  isNone('digits-143', digits('', 143), 'one digit less than a ticket'),
]

/** What other people's codes are called where nobody reads them. */
const unread: readonly Case[] = [
  is('nzcp', 'pass', pass(), 'New Zealand'),
  is('vds-nc', 'seal', seal(), 'ICAO'),
  is('claim169', 'identity', identity(), 'an identity code'),
]

/** verify/look-alikes.json */
export const verifyLookAlikes: VectorFile = {
  path: 'verify/look-alikes.json',
  prefix: 'look-alikes',
  schema: 'verify',
  about:
    'Other kinds of QR code, each by its name; and health codes where no other format is read.',
  groups: [
    { given: standard, cases: named },
    { given: { ...standard, formats: [] }, cases: unread },
  ],
}
