/** The threat model cites only what there is, and no "no" of it stands without a test or a vector. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { citationsIn, testNames, vectorIds, wrongCitations } from './citations.ts'

interface Row {
  readonly wants: string
  readonly can: string
  readonly why: string
  readonly shownBy: string
}

const head = '| wants to | can | why; what is left | shown by |'

/** The rows of all tables of actors. */
function rowsOf(page: string): readonly Row[] {
  return page
    .split(head)
    .slice(1)
    .flatMap((part) => {
      const [table = ''] = part.split('\n\n')
      return table
        .split('\n')
        .slice(2)
        .map((line) => {
          const [wants = '', can = '', why = '', ...shown] = line.slice(2, -2).split(' | ')
          return { wants, can, why: why.trim(), shownBy: shown.join(' | ') }
        })
    })
}

const names = new Map<string, readonly string[]>()
const ids = vectorIds()
const namesOf = (file: string): readonly string[] => {
  const known = names.get(file) ?? testNames(file)
  names.set(file, known)
  return known
}

/** All that is wrong with a page. */
function faultsOf(page: string): readonly string[] {
  const rows = rowsOf(page)
  const ofRows = rows.flatMap(({ wants, can, why, shownBy }) => {
    const cited = citationsIn(shownBy)
    const count = cited.tests.length + cited.vectors.length
    const isBare = count === 0 && shownBy === '–'
    return [
      ...(['no', 'partly', 'yes'].includes(can) ? [] : [`${wants}: can "${can}"`]),
      ...(can === 'yes' || count > 0 ? [] : [`${wants}: ${can}, and nothing shows it`]),
      ...(can === 'no' || why !== '' ? [] : [`${wants}: ${can}, and nothing is said of it`]),
      ...(cited.rest === '' || isBare ? [] : [`${wants}: "${cited.rest}" is no citation`]),
      ...wrongCitations(cited, { namesOf, ids }).map((wrong) => `${wants}: ${wrong}`),
    ]
  })
  // Elsewhere nothing is promised in passing.
  const promises = page
    .split('\n')
    .filter((line) => /\bcannot\b/i.test(line))
    .filter((line) => citationsIn(line).tests.length + citationsIn(line).vectors.length === 0)
  return [...ofRows, ...promises.map((line) => `without a citation: ${line.slice(0, 80)}`)]
}

const page = readFileSync('docs/threat-model.md', 'utf8')

test('every citation of the threat model leads to one test or to a vector, and every "no" has one', () => {
  expect(rowsOf(page).length).toBeGreaterThan(120)
  expect(faultsOf(page)).toEqual([])
})

test('a wrong citation, a "no" without one, and a promise in passing are found', () => {
  const row = (can: string, shownBy: string, why = 'because'): string =>
    `${head}\n|---|---|---|---|\n| fly | ${can} | ${why} | ${shownBy} |\n\n`
  const good = '`house/lock.test.ts`: "every version in %s is exact"'
  expect(faultsOf(row('no', good))).toEqual([])
  expect(faultsOf(row('no', '`expires-now`, `ed25519-*`'))).toEqual([])
  expect(faultsOf(row('yes', '–'))).toEqual([])
  const bad = [
    row('no', '`house/lock.test.ts`: "every version in %s is inexact"'),
    row('no', '`house/lock-two.test.ts`: "every version in %s is exact"'),
    row('no', '`house/lock.test.ts`'),
    row('no', '`expires-never`'),
    row('no', '`never-*`'),
    row('no', '–'),
    row('partly', '–'),
    row('no', 'docs/bundle.md'),
    row('no', `${good} and so on`),
    row('maybe', good),
    row('yes', '–', ''),
    'Nobody cannot fly.\n',
  ]
  for (const each of bad) expect(faultsOf(each)).not.toEqual([])
})
