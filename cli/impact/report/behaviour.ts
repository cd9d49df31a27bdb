/** What the report's page does: language, sorting, searching. It is written into the page as it stands here. */

/**
 * Runs in the page, and so may name nothing outside itself.
 *
 * Without it the page shows everything in the language it was made in.
 *
 * @param scope - Where the sections stand, if not in a page of their own.
 */
export function behave(scope: Document | ShadowRoot = document): void {
  const root = document.documentElement
  const isChinese = (): boolean => root.lang === 'zh-CN'

  const search = scope.querySelector<HTMLInputElement>('#search')
  const which = scope.querySelector<HTMLSelectElement>('#which')
  const found = scope.querySelector<HTMLOutputElement>('#found')
  const cards = [...scope.querySelectorAll<HTMLElement>('#cards > li')]

  const filter = (): void => {
    if (search === null || which === null || found === null) return
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    let count = 0
    for (const card of cards) {
      const text = card.textContent.toLowerCase()
      const isWanted = which.value === '' || card.dataset['change'] === which.value
      card.hidden = !isWanted || !words.every((word) => text.includes(word))
      if (!card.hidden) count += 1
    }
    found.value = isChinese() ? `${cards.length} 例中 ${count} 例` : `${count} of ${cards.length}`
  }
  search?.form?.addEventListener('submit', (event) => {
    event.preventDefault()
  })
  search?.addEventListener('input', filter)
  which?.addEventListener('change', filter)

  const speak = (tag: string): void => {
    root.lang = tag
    const title = scope.querySelector<HTMLElement>(`h1 [lang="${tag}"]`)
    if (title !== null) document.title = title.textContent
    for (const button of scope.querySelectorAll<HTMLElement>('[data-language]'))
      button.setAttribute('aria-pressed', String(button.dataset['language'] === tag))
    for (const option of scope.querySelectorAll('option'))
      option.textContent = option.dataset[isChinese() ? 'zh' : 'en'] ?? ''
    filter()
  }
  for (const button of scope.querySelectorAll<HTMLElement>('[data-language]')) {
    button.addEventListener('click', () => {
      speak(button.dataset['language'] ?? 'en')
    })
  }

  const keyOf = (row: HTMLTableRowElement, column: number): string | number => {
    const cell = row.cells[column]
    const number = cell?.dataset['n']
    return number === undefined ? (cell?.textContent ?? '') : Number(number)
  }
  const sort = (head: HTMLTableCellElement): void => {
    const table = head.closest('table')
    const body = table?.tBodies[0]
    if (table === null || body === undefined) return
    const isDown = head.getAttribute('aria-sort') !== 'descending'
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending')
    const rows = [...body.rows].sort((x, y) => {
      const [a, b] = [keyOf(x, head.cellIndex), keyOf(y, head.cellIndex)]
      const order =
        typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
      return isDown ? -order : order
    })
    body.append(...rows)
  }
  for (const button of scope.querySelectorAll<HTMLElement>('table.sortable th button')) {
    button.addEventListener('click', () => {
      const head = button.closest('th')
      if (head !== null) sort(head)
    })
  }

  // What is folded away on the screen is printed all the same.
  addEventListener('beforeprint', () => {
    for (const details of scope.querySelectorAll('details')) details.open = true
  })
  speak(root.lang)
}
