/** Writes HTML: text is always escaped, and what is said stands there in both languages. */
import { countText, shareText, type Both } from '../words.ts'

/** The value of `lang` for each language. */
export const tags = { zh: 'zh-CN', en: 'en' } as const

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** A text in both languages; the page shows one. */
export function both({ zh, en }: Both): string {
  if (zh === en) return escaped(zh)
  return `<span lang="${tags.zh}">${escaped(zh)}</span><span lang="${tags.en}">${escaped(en)}</span>`
}

/** The same, written in place. */
export function say(zh: string, en: string): string {
  return both({ zh, en })
}

/** A cell with a number of people. */
export function countCell(count: number): string {
  return `<td class="n" data-n="${count}">${countText(count)}</td>`
}

/** A cell with a share. */
export function shareCell(count: number, whole: number): string {
  const share = whole === 0 ? 0 : count / whole
  return `<td class="n" data-n="${share.toFixed(6)}">${shareText(count, whole)}</td>`
}

/** A cell that is the head of its row. */
export function rowHead(html: string, sortBy = ''): string {
  return `<th scope="row"${sortBy === '' ? '' : ` data-n="${escaped(sortBy)}"`}>${html}</th>`
}

/** What a table is. */
export interface Table {
  readonly id: string
  readonly caption: string
  readonly head: readonly string[]
  /** Cells as HTML. */
  readonly rows: readonly string[]
  /** How many columns from the first on hold words; the others hold numbers. */
  readonly words?: number
  readonly isSortable?: boolean
}

/** A table that can be scrolled sideways where the window is narrow. */
export function table({ id, caption, head, rows, words = 1, isSortable = false }: Table): string {
  const heads = head.map((name, column) => {
    const button = isSortable && name !== '' ? `<button type="button">${name}</button>` : name
    const kind = column < words ? '' : ' class="n"'
    return name === '' ? '<td></td>' : `<th scope="col"${kind}>${button}</th>`
  })
  return `<div class="table" tabindex="0" role="group" aria-labelledby="${id}-caption">
<table id="${id}"${isSortable ? ' class="sortable"' : ''}>
<caption id="${id}-caption">${caption}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.map((cells) => `<tr>${cells}</tr>`).join('\n')}
</tbody>
</table>
</div>`
}

/** A chart in both languages, under a heading of its own; a wide one is scrolled sideways in a narrow window. */
export function figure(
  id: string,
  caption: string,
  draw: (language: 'zh' | 'en') => string,
  isWide = false,
): string {
  const scrolled = isWide
    ? ` class="wide" tabindex="0" role="group" aria-labelledby="${id}-caption"`
    : ''
  return `<figure id="${id}"><figcaption id="${id}-caption">${caption}</figcaption>
<div lang="${tags.zh}"${scrolled}>${draw('zh')}</div>
<div lang="${tags.en}"${scrolled}>${draw('en')}</div>
</figure>`
}
