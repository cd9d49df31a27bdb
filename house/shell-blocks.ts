/** The blocks of shell in documents: what is typed, what is shown of its answer, and which are not run and why. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A block of a document between three backquotes. */
export interface Block {
  /** `sh`, `console`, `diff`, ... */
  readonly kind: string
  /** What stands behind the kind: the file that it is about. */
  readonly file: string
  readonly body: string
  /** Where it begins. */
  readonly line: number
  /** Why nobody runs it, as the comment before it says: `<!-- not run: reason -->`. */
  readonly notRun: string | undefined
}

/** One command, and what the document shows of its answer. */
export interface Typed {
  readonly command: string
  /** undefined: it shows nothing of it. */
  readonly shown: readonly string[] | undefined
  /** The exit code that the command ends with by what its comment says: "ends with 1". */
  readonly code: number
}

const root = join(import.meta.dirname, '..')

/** The documents of the house, but the decisions, which tell of their day. */
export const documents: readonly string[] = globSync('**/*.md', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**', 'artifacts/**', 'docs/decisions/**'],
}).toSorted()

/** Documents that programs write, and why nobody runs what they show. */
const written: Readonly<Record<string, string>> = {
  'docs/reliability.md': 'repeats steps of long trials; torture replays them by itself',
  'docs/benchmarks.md': 'measures; npm run bench wrote it',
}

/** All blocks of a document. */
export const blocksOf = (path: string): readonly Block[] =>
  blocksIn(readFileSync(join(root, path), 'utf8'), written[path])

/** All blocks of its text; `because`: why none of them is run, where that is so. */
export function blocksIn(text: string, because?: string): readonly Block[] {
  const all = text.matchAll(
    /(?:^<!-- not run: ((?:(?!-->)[^])*) -->\n+)?^```(\w*) ?(\S*)\n([^]*?)\n?^```$/gm,
  )
  return [...all].map(
    ({ index, 0: whole, 1: notRun, 2: kind = '', 3: file = '', 4: body = '' }) => ({
      ...{ kind, file, body, notRun: notRun?.replace(/\s+/g, ' ') ?? because },
      line: text.slice(0, index + whole.indexOf('```')).split('\n').length,
    }),
  )
}

/** Whether it is shell: by its kind. */
export const isShell = ({ kind }: Block): boolean => kind === 'sh' || kind === 'console'

/** The blocks of shell that are to be run; the others are told, each with its reason. */
export function shellOf(path: string): readonly Block[] {
  return blocksOf(path).filter((block) => {
    if (!isShell(block)) return false
    if (block.notRun !== undefined)
      console.log(`not run: ${path}:${String(block.line)} (${block.notRun})`)
    return block.notRun === undefined
  })
}

const ending = (line: string): number => Number(/#.*\bends with (\d+)/.exec(line)?.[1] ?? 0)

/** Whether a shell still waits for more: a line that goes on, or a text that is not over. */
function goesOn(command: string): boolean {
  const until = /<<-?'?(\w+)/.exec(command)?.[1]
  if (until !== undefined) return !command.split('\n').includes(until)
  return command.endsWith('\\') || /^\w+\(\) \{[^}]*$/.test(command)
}

/** What is typed in it, one command after the other. */
export function typedIn({ kind, body }: Block): readonly Typed[] {
  const typed: { command: string; shown: string[] | undefined; code: number }[] = []
  const begin = (command: string, shown: string[] | undefined): void => {
    typed.push({ command, shown, code: ending(command) })
  }
  for (const line of body.split('\n')) {
    const last = typed.at(-1)
    if (kind === 'console') {
      if (line.startsWith('$ ')) begin(line.slice(2), [])
      else if (last !== undefined && goesOn(last.command) && line.startsWith('> '))
        last.command += `\n${line.slice(2)}`
      else last?.shown?.push(line)
    } else if (last !== undefined && goesOn(last.command)) last.command += `\n${line}`
    else if (line.trim() !== '' && !line.startsWith('#')) begin(line, undefined)
  }
  return typed.map((each) => ({ ...each, code: ending(each.command) }))
}

/** `…` stands for anything on its line; alone on a line, for any lines. */
export function isShown(shown: readonly string[], text: string): boolean {
  const escaped = shown.map((line) =>
    line.trim() === '…'
      ? '(?:.*\n)*?'
      : `${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '.*')}\n`,
  )
  return new RegExp(`^${escaped.join('')}$`).test(text.trim() === '' ? '' : `${text.trimEnd()}\n`)
}
