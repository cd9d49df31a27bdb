/** Prints the results, and writes them to docs/benchmarks.md. */
import { writeFileSync } from 'node:fs'
import type { Measured } from './measured.ts'
import { sections, type SectionName } from './sections.ts'

/** What a benchmark gave, and of what. */
export interface Result extends Measured {
  readonly name: string
  readonly section: SectionName
  /** The build that was measured. */
  readonly build: string
  readonly full: boolean
}

/** What the figures were measured on. */
export interface Ground {
  readonly machine: string
  readonly cores: number
  readonly build: string
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** What was measured with all rounds, where that is not told of the whole. */
const formOf = (results: readonly Result[]): readonly string[] => {
  const names = results.filter(({ full }) => full).map(({ name }) => name)
  return names.length === 0 ? [] : ['', `In full: ${names.join('; ')}.`]
}

const written = (name: SectionName, results: readonly Result[]): readonly string[] => {
  const { title, head, how } = sections[name]
  const rows = results.filter(({ section }) => section === name).flatMap((result) => result.rows)
  if (rows.length === 0) return []
  return [
    `## ${title}`,
    '',
    line(head),
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map(line),
    '',
    how,
    ...formOf(results.filter(({ section }) => section === name)),
    '',
  ]
}

/** Writes the report; returns how many benchmarks missed a target. */
export const writeReport = (
  results: readonly Result[],
  { machine, cores, build }: Ground,
): number => {
  for (const { said, isMissed } of results) console.log(`${isMissed ? 'MISSED ' : ''}${said}`)
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Read the ratios: on another machine the microseconds differ, the ratios hardly.',
    '',
    `Measured on ${machine}, ${String(cores)} cores; build ${build} of the library, in the quick form where no section says that it is in full.`,
    '',
    ...(Object.keys(sections) as SectionName[]).flatMap((name) => written(name, results)),
  ]
  writeFileSync('docs/benchmarks.md', lines.join('\n'))
  return results.filter(({ isMissed }) => isMissed).length
}
