/** Tests of the closed list of look-alikes: each is named by its form, and what only resembles one is not. */
import { expect, test } from 'vitest'
import { findOtherCode } from './look-alikes.ts'

const digits = (count: number, start = ''): string =>
  Array.from({ length: count }, (_, i) => start[i] ?? String((i * 7) % 10)).join('')

test.each([
  ['eu-dcc', 'a certificate of the European Union', 'HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH'],
  ['smart-health-card', 'a SMART Health Card', 'shc:/567629095243206034602924374044603122295953'],
  ['smart-health-card', 'a part of one', 'shc:/2/3/56762909524320603460292437404460'],
  ['nzcp', 'a pass of New Zealand', 'NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZAEP2KALYDZSGSZB2'],
  [
    'vds-nc',
    'a seal whose header stands first',
    '{"data":{"hdr":{"is":"UTO","t":"icao.vacc","v":1},"msg":{}},"sig":{}}',
  ],
  ['vds-nc', 'a seal of a test, laid out', ' {\n "data": {"hdr": {"t": "icao.test"}}}'],
  [
    'claim169',
    'an identity code',
    '6BF590B20FFWJWG.FKJ05H7B0XKA8FA9DIWENPEJ/5P$DPQE88EB$CBECP9ERZC04E21DDF3',
  ],
  ['claim169', 'one that is packed tightly', `NCF${'0'.repeat(60)}`],
  ['health-link', 'a SMART Health Link', 'shlink:/eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnIn0'],
  ['health-link', 'one in capitals', 'SHLINK:/eyJ1'],
  ['health-link', 'one behind the page that shows it', 'https://example.org/view#shlink:/eyJ1'],
  ['url', 'an address that only speaks of one', 'https://example.org/shlink:/eyJ1'],
  ['wifi', 'a wireless network', 'WIFI:T:WPA;S:station guest;P:correct horse;;'],
  ['wifi', 'one without a password', 'wifi:S:cafe;T:nopass;;'],
  ['contact', 'a visiting card', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A B\r\nEND:VCARD'],
  ['contact', 'one of a telephone', 'MECARD:N:B,A;TEL:000;;'],
  ['payment', 'a payee at WeChat', 'wxp://f2f0AbCdEf'],
  ['payment', 'an order at WeChat', 'weixin://wxpay/bizpayurl?pr=AbCdEf'],
  ['payment', 'a payee at Alipay', 'https://qr.alipay.com/fkx00000abcdef'],
  ['payment', 'a payee at Alipay, in capitals', 'HTTPS://QR.ALIPAY.COM/FKX00000ABCDEF'],
  ['payment', 'a payee at UnionPay', 'https://qr.95516.com/00010000/62000000'],
  ['payment', 'a payer at WeChat', digits(18, '134567')],
  ['payment', 'a payer at Alipay', digits(18, '28')],
  ['payment', 'a payer at Alipay, of 24 digits', digits(24, '30')],
  ['payment', 'a merchant in EMVCo’s form', '00020101021126360014A00000061500010106500001021400'],
  ['payment', 'a bill in Europe', 'BCD\n002\n1\nSCT\n\nA B\nDE00'],
  ['payment', 'a bill in Switzerland', 'SPC\r\n0200\r\n1\r\nCH00'],
  ['payment', 'a payee in India', 'upi://pay?pa=a@b&pn=A'],
  ['ticket', 'a boarding pass', 'M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 100'],
  ['ticket', 'a train ticket of Europe', '#UT010080000001,0x30…'],
  ['ticket', 'a printed train ticket of China', digits(144)],
  ['url', 'a web address', 'https://example.org/menu?table=4'],
  ['url', 'one in capitals', 'HTTP://EXAMPLE.ORG/'],
  ['url', 'one without its scheme', 'www.example.org'],
] as const)('%s: %s is named', (kind, _name, text) => {
  expect(findOtherCode(text)).toBe(kind)
})

test.each([
  ['nothing', ''],
  ['a word', 'hello'],
  ['a number of an identity card of Beijing', digits(18, '110101199003')],
  ['a number of 17 digits', digits(17, '134567')],
  ['a number of 143 digits', digits(143)],
  ['a number of 145 digits', digits(145)],
  ['JSON of another kind', '{"t":"icao.visa"}'],
  ['a word in front of a web address', 'see https://example.org/'],
  ['the alphabet of base45 without what zlib begins with', `6BG${'0'.repeat(60)}`],
  ['the beginning of an identity code alone', '6BF'],
  ['an identity code with a small letter', `6BF${'0'.repeat(60)}a`],
  ['a machine-readable zone', `P<UTOERIKSSON<<ANNA<MARIA${'<'.repeat(19)}`],
])('%s has no name', (_name, text) => {
  expect(findOtherCode(text)).toBeUndefined()
})

test('the longest text of each beginning is looked at in no time', () => {
  const starts = ['{', 'https://', '{"icao.', '6BF', '10', 'M1', '000201', ' '.repeat(2000)]
  for (const start of starts) {
    for (const filler of [' ', '0', '{', '"icao.']) {
      const text = (start + filler.repeat(10_000)).slice(0, 10_000)
      let least = Infinity
      // The machine may be busy: of some times one is enough.
      for (let i = 0; i < 5 && least >= 1000; i++) {
        const before = performance.now()
        findOtherCode(text)
        least = Math.min(least, performance.now() - before)
      }
      // So much that only what grows faster than the text can miss it.
      expect(least).toBeLessThan(1000)
    }
  }
})
