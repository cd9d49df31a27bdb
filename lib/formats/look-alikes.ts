/** Names QR texts that are no Greengate code, so that a gate can say kindly what it was shown. */
import type { OtherCode } from '../decision.ts'

const kinds: readonly (readonly [kind: OtherCode, form: RegExp])[] = [
  ['eu-dcc', /^HC1:/],
  ['smart-health-card', /^shc:\//i],
  ['nzcp', /^NZCP:\//],
  ['wifi', /^WIFI:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:)/i],
  // Payment links before links: they are links too.
  ['payment', /^(?:wxp|alipays?|upi|bitcoin):/i],
  ['payment', /^https?:\/\/qr\.(?:alipay|95516|wechatpay)\.com\//i],
  ['payment', /^00020101021[12]/],
  // IATA bar-coded boarding pass: legs, name in 20 characters, electronic ticket.
  ['ticket', /^M[1-4][A-Z0-9/ -]{20}[E ]/],
  ['url', /^https?:\/\//i],
]

/** The kind of a foreign QR text; undefined where it is none that we can name. */
export function findOtherCode(text: string): OtherCode | undefined {
  return kinds.find(([, form]) => form.test(text))?.[0]
}
