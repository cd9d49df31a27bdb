/** Writes what the ledger says: docs/benchmarks.md, its charts, and the figures of the READMEs. */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { askedTable } from './asked-table.ts'
import { asked } from './asked.ts'
import type { Bench } from './benches.ts'
import { chartOf } from './charts.ts'
import { intervalSvg } from './interval-chart.ts'
import { toldOf, type Dated, type LedgerRow } from './ledger.ts'
import { writeFigures } from './readme-figures.ts'
import { sections, type SectionName } from './sections.ts'

type BuildOf = (section: SectionName) => string

const docs = fileURLToPath(new URL('../docs/', import.meta.url))

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** In which form a row was measured, and when where that is not this build. */
const formCell = ({ row: { full, build, date }, isOlder }: Dated): string => {
  const form = full ? 'full' : 'quick'
  return isOlder ? `${form}, **older** build ${build} of ${date}` : form
}

/** On what the rows of a section were measured, and how long that took. */
const groundOf = (told: readonly Dated[]): string => {
  const browsers = new Map<string, Set<string>>()
  for (const { row } of told) {
    const ground = `${row.machine}, Node ${row.node}, ${row.date}, build ${row.build}`
    const those = browsers.get(ground) ?? new Set()
    if (row.chromium !== undefined) those.add(row.chromium)
    browsers.set(ground, those)
  }
  const grounds = [...browsers].map(([ground, those]) =>
    [ground, ...[...those].map((version) => `Chromium ${version}`)].join(', '),
  )
  return `Measured on ${grounds.join('; and on ')}; it took ${secondsOf(told)} s.`
}

const secondsOf = (told: readonly Dated[]): string =>
  told.reduce((sum, { row }) => sum + row.seconds, 0).toFixed(0)

/** A section, and its chart where it has one. */
interface Section {
  readonly lines: readonly string[]
  readonly chart?: { readonly file: string; readonly svg: string }
}

const sectionOf = (name: SectionName, told: readonly (readonly Dated[])[]): Section => {
  const { title, head, how } = sections[name]
  const all = told.flat()
  if (all.length === 0) return { lines: [`## ${title}`, '', 'Not measured yet.', ''] }
  // The first that is told of a benchmark is the one that counts.
  const rows = told.flatMap(([first]) => (first === undefined ? [] : [first.row]))
  const chart = chartOf(name, rows)
  const file = `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.svg`
  return {
    lines: [
      `## ${title}`,
      '',
      ...(chart === undefined ? [] : [`![${chart.title}](charts/${file})`, '']),
      line([...head, 'form']),
      `|${[...head, 'form'].map(() => '---').join('|')}|`,
      ...all.flatMap((dated) => dated.row.rows.map((cells) => line([...cells, formCell(dated)]))),
      '',
      ...[how, '', groundOf(all), ''],
    ],
    ...(chart !== undefined && { chart: { file, svg: intervalSvg(chart, name) } }),
  }
}

/** What the ledger says as the lines of docs/benchmarks.md, and its charts by the names of their files. */
const documentOf = (
  rows: readonly LedgerRow[],
  benches: readonly Bench[],
  build: BuildOf,
): { readonly text: string; readonly charts: readonly NonNullable<Section['chart']>[] } => {
  const told = benches.map(({ name, section }) => ({
    section,
    of: toldOf(rows, name, build(section)),
  }))
  const parts = (Object.keys(sections) as SectionName[]).map((name) =>
    sectionOf(
      name,
      told.flatMap(({ section, of }) => (section === name ? [of] : [])),
    ),
  )
  const quick = told.flatMap(({ of }) => of.filter(({ row }) => !row.full))
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Read the ratios: on another machine the microseconds differ, the ratios hardly. Every row says in its last column in which form it was measured: `quick` with few rounds and small sets, `full` with more rounds and at the sizes that were asked. A row of an older build says so.',
    '',
    `The ${String(quick.length)} quick forms that are told here took ${secondsOf(quick)} s together; on two quiet cores they may take 300.`,
    '',
    ...askedTable(asked, rows, build),
    ...parts.flatMap((part) => part.lines),
  ]
  return {
    text: lines.join('\n'),
    charts: parts.flatMap(({ chart }) => (chart === undefined ? [] : [chart])),
  }
}

/** Writes the documents; returns what missed a bound by what this build gave. */
export const writeDocuments = (
  rows: readonly LedgerRow[],
  benches: readonly Bench[],
  build: BuildOf,
): readonly string[] => {
  const { text, charts } = documentOf(rows, benches, build)
  writeFileSync(`${docs}benchmarks.md`, text)
  mkdirSync(`${docs}charts`, { recursive: true })
  for (const old of globSync('charts/*.svg', { cwd: docs })) rmSync(`${docs}${old}`)
  for (const { file, svg } of charts) writeFileSync(`${docs}charts/${file}`, svg)
  writeFigures(rows, build)
  return benches
    .map(({ name, section }) => toldOf(rows, name, build(section))[0])
    .flatMap((told) => (told?.row.isMissed === true && !told.isOlder ? [told.row.name] : []))
}
