/** Starts the page for setting a scanner up: reads the test code as the kiosk would, and says what is wrong. */
import { checkScan, type ScannerFinding } from './scanner-check.ts'
import { startWedge } from '../../verifier-web/edges/wedge.ts'
import type { WedgeNoise } from '../../verifier-web/edges/wedge-text.ts'

type Words = Readonly<Record<'zh' | 'en', string>>

const words: Readonly<Record<ScannerFinding['finding'], Words>> = {
  right: { zh: '设置正确。', en: 'Right: this scanner is set as it should be.' },
  layout: {
    zh: '键盘布局不对，请设为美国英语。读错的字符：',
    en: 'Wrong keyboard layout: set the scanner to US English. These characters are misread:',
  },
  'caps-lock': {
    zh: '大小写颠倒：请关闭扫码器的大写锁定设置。',
    en: 'Capital and small letters change places: turn the scanner’s Caps Lock setting off.',
  },
  'no-suffix': {
    zh: '缺少后缀：请设置后缀为回车（CR）。',
    en: 'The suffix is missing: set it to CR (Enter).',
  },
  prefix: {
    zh: '内容前有多余字符：请关闭前缀和 AIM 标识。',
    en: 'Something stands before the text: turn preamble and AIM identifier off.',
  },
  'unknown-key': {
    zh: '扫码器按了不属于文字的键：请设为美国英语键盘，并关闭控制字符。',
    en: 'The scanner pressed a key that types nothing: set it to US English, and turn function keys off.',
  },
  cut: {
    zh: '只读到一部分：请加大字符间隔，或改用串口。',
    en: 'Only a part arrived: set a longer delay between characters, or use the serial interface.',
  },
  'other-code': { zh: '这不是测试码。', en: 'This is not the test code.' },
}

const box = document.querySelector<HTMLElement>('#finding')
const visible = (character: string) => (character === ' ' ? '␣' : character)

function show(found: ScannerFinding): void {
  if (box === null) return
  box.dataset['finding'] = found.finding
  for (const language of ['zh', 'en'] as const) {
    const line = box.querySelector(`.${language}`)
    if (line !== null) line.textContent = words[found.finding][language]
  }
  const swapped = found.finding === 'layout' ? found.swapped : []
  const pairs = swapped.map(([is, as]) => {
    const pair = document.createElement('code')
    pair.textContent = `${visible(is)} → ${visible(as)}`
    return pair
  })
  box.querySelector('.pairs')?.replaceChildren(...pairs)
}

startWedge(document, {
  onText: (text) => {
    show(checkScan(text))
  },
  onNoise: ({ why, text }: WedgeNoise) => {
    show(checkScan(text, why))
  },
})
