/** What a code says of its holder in clear: enough for staff to compare with a card, too little to find somebody by. */

/** A code has room for so many bytes of it (docs/format.md 4). */
const maxBytes = 64
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Family names of two characters that are common enough to be known as such. */
const doubled = new Set(
  '欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 端木 独孤 南宫 东方 西门 轩辕 申屠 澹台 闻人 钟离 淳于 单于 太史 公羊 赫连 濮阳 百里 呼延'.split(
    ' ',
  ),
)

/**
 * Masks a name: of a Chinese one the family name stands (`林*`, `欧阳**`), of any other the first letter of each part
 * (`L** W**`). A name of one character is masked whole.
 */
export function maskedName(name: string): string {
  const text = name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const isHan = /\p{Script=Han}/u.test(text)
  const masked = isHan ? maskedHan(text) : text.split(' ').map(maskedPart).join(' ')
  return cut([...graphemes.segment(text)].length < 2 ? '*' : masked)
}

/** Dots part the names of those whose language is another; they stand. */
function maskedHan(text: string): string {
  const shown = text.length > 2 && doubled.has(text.slice(0, 2)) ? 2 : 1
  return lettersOf(text)
    .map((letter, at) => (at < shown || letter === '·' ? letter : '*'))
    .join('')
}

function maskedPart(part: string): string {
  return lettersOf(part)
    .map((letter, at) => (at === 0 || letter === '-' ? letter : '*'))
    .join('')
}

function lettersOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

/** Whole characters only. */
function cut(masked: string): string {
  let kept = ''
  for (const letter of lettersOf(masked)) {
    if (Buffer.byteLength(kept + letter) > maxBytes) break
    kept += letter
  }
  return kept.trimEnd()
}

/** The end of a number, as a code shows it. */
export function lastFour(number: string): string {
  return number.slice(-4).toUpperCase()
}
