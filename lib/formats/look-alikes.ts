/** Names QR texts that are no Greengate code, so that a gate can say kindly what it was shown: a closed list (docs/formats.md). */
import type { OtherCode } from '../decision.ts'
import { claim169Form } from './claim169-form.ts'

const kinds: readonly (readonly [kind: OtherCode, form: RegExp])[] = [
  ['eu-dcc', /^HC1:/],
  ['smart-health-card', /^shc:\//i],
  ['nzcp', /^NZCP:\//],
  // A seal says what it is in its header, which may stand anywhere.
  ['vds-nc', /^\s*\{[^]*"icao\.(?:vacc|test)"/],
  ['claim169', claim169Form],
  // Bare, or behind the address of a page that shows it.
  ['health-link', /^(?:https?:\/\/[^#\s]*#)?shlink:\//i],
  ['wifi', /^WIFI:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|BIZCARD:)/i],
  // Payment links before links: they are links too.
  ['payment', /^(?:wxp|weixin|alipays?|upi|bitcoin):/i],
  ['payment', /^https?:\/\/(?:qr\.(?:alipay|95516|wechatpay)|wx\.tenpay)\.com\//i],
  // Merchants' codes of EMVCo; bills of Europe and of Switzerland.
  ['payment', /^(?:00020101021[12]|BCD\r?\n00[12]\r?\n|SPC\r?\n0[12]00\r?\n)/],
  // What a payer shows: WeChat (but no number of an identity card, which has a year of birth there), Alipay.
  ['payment', /^(?:1[0-5]\d{4}(?!19|20)\d{12}|(?:2[5-9]|30)\d{14,22})$/],
  // IATA bar-coded boarding pass: legs, name in 20 characters, electronic ticket.
  ['ticket', /^M[1-4][A-Z0-9/ -]{20}[E ]/],
  // Trains: Europe's (UIC 918.3), and what a printed ticket of China's railways carries.
  ['ticket', /^(?:#UT0[12]|\d{144}$)/],
  ['url', /^(?:https?:\/\/|www\.)/i],
]

/** The kind of a foreign QR text; undefined where it is none that we can name. */
export function findOtherCode(text: string): OtherCode | undefined {
  return kinds.find(([, form]) => form.test(text))?.[0]
}
