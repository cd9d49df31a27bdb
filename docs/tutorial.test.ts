/** The tutorial for rule authors: every command run as it stands on the page, every edit made, every output compared. */
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { warmInShell } from '../cli/test-shell.ts'
import { blocksOf, isShown, shellOf, typedIn } from '../house/shell-blocks.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-tutorial-'))
const bin = mkdtempSync(join(tmpdir(), 'greengate-tutorial-bin-'))
const at = (name: string): string => join(folder, name)

let warm: AsyncDisposable | undefined
beforeAll(async () => {
  // The studio goes on until ctrl-c.
  warm = await warmInShell(bin, '"rules studio"')
})
afterAll(async () => {
  await warm?.[Symbol.asyncDispose]()
  for (const each of [folder, bin]) rmSync(each, { recursive: true, force: true })
})

/** What would open a browser writes down what it was asked to open. */
for (const opener of ['xdg-open', 'open']) {
  writeFileSync(join(bin, opener), `#!/bin/sh\necho "$1" > '${at('opened')}'\n`)
  chmodSync(join(bin, opener), 0o755)
}
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
  LC_ALL: 'C',
  NO_COLOR: '1',
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../artifacts/compile-cache'),
}

interface Said {
  readonly code: number
  /** Of stdout and stderr together, as on a terminal. */
  readonly text: string
}

const run = (line: string): Promise<Said> =>
  new Promise((answer) => {
    execFile('sh', ['-c', `{ ${line}\n} 2>&1`], { cwd: folder, env }, (error, text) => {
      answer({ code: typeof error?.code === 'number' ? error.code : 0, text })
    })
  })

/** Runs what goes on until ctrl-c, which it gets once the page that it opened is there: before, it may not listen for it yet. */
const runUntilOpened = async (line: string): Promise<Said> => {
  const child = spawn('sh', ['-c', `exec ${line} 2>&1`], { cwd: folder, env })
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString()
  })
  const closed = new Promise<number | null>((end) => child.once('close', end))
  const opened = (): string =>
    existsSync(at('opened')) ? readFileSync(at('opened'), 'utf8').trim() : ''
  while (child.exitCode === null && opened() === '') {
    await new Promise((later) => setTimeout(later, 20))
  }
  if (child.exitCode === null) expect((await fetch(opened())).status).toBe(200)
  child.kill('SIGINT')
  return { code: (await closed) ?? -1, text }
}

const shell = shellOf('docs/tutorial-rule-author.md')
const blocks = blocksOf('docs/tutorial-rule-author.md')

/** Makes an edit: each hunk where its old lines stand, the first time behind the hunk before. */
const edit = ([head = '', ...lines]: readonly string[]): void => {
  const path = at(head.replace('--- ', ''))
  let text = readFileSync(path, 'utf8')
  let from = 0
  for (const hunk of lines.join('\n').split(/^@@$\n/m)) {
    const side = (sign: '-' | '+'): string =>
      hunk
        .split('\n')
        .filter((line) => line !== '' && (line.startsWith(' ') || line.startsWith(sign)))
        .map((line) => `${line.slice(1)}\n`)
        .join('')
    const found = text.indexOf(side('-'), from)
    expect([hunk, found >= 0]).toEqual([hunk, true])
    text = text.slice(0, found) + side('+') + text.slice(found + side('-').length)
    from = found + side('+').length
  }
  writeFileSync(path, text)
}

test(
  'the page does what it says, from the first line to the last',
  { timeout: 180_000 },
  async () => {
    const codes: number[] = []
    for (const block of blocks) {
      const lines = block.body.split('\n')
      if (block.kind === 'diff') edit(lines)
      if (block.kind === 'yaml') expect(readFileSync(at(block.file), 'utf8')).toContain(block.body)
      if (!shell.some(({ line }) => line === block.line)) continue
      for (const { command, shown = [] } of typedIn(block)) {
        const isStudio = command.includes(' studio ')
        const { code, text } = await (isStudio ? runUntilOpened : run)(command)
        if (!isShown(shown, text))
          expect(`${command}\n${text}`).toBe(`${command}\n${shown.join('\n')}`)
        codes.push(code)
      }
    }
    // One is the slip of the pen, one the cases of the old version, one says that there are differences.
    expect(codes.toSorted()).toEqual([...codes.slice(3).map(() => 0), 1, 1, 1])
    expect(codes.length).toBeGreaterThan(12)
  },
)

test('what was built is what the report names, and follows what was published', () => {
  const [first, second] = ['1', '2'].map((version) =>
    readFileSync(at(`published/lanwan-${version}.json`)),
  )
  const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url')
  const report = readFileSync(at('report.html'), 'utf8')
  for (const bytes of [first!, second!]) expect(report).toContain(`<code>${digestOf(bytes)}</code>`)
  expect(JSON.parse(second!.toString())).toMatchObject({
    version: 2,
    previous: { version: 1, sha256: digestOf(first!) },
    cases: { count: 24 },
  })
})

test('every block is of a kind that is tried', () => {
  expect([...new Set(blocks.map(({ kind }) => kind))].toSorted()).toEqual([
    'console',
    'diff',
    'yaml',
  ])
})
