/** Every block of shell of every document: run here as it stands, run by the test that the table names, or told with the reason why not. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageRoom, type PageRoom } from './page-room.ts'
import {
  blocksIn,
  blocksOf,
  documents,
  isShell,
  isShown,
  shellOf,
  typedIn,
} from './shell-blocks.ts'

const root = join(import.meta.dirname, '..')

/** The pages that need more around them than an empty folder: who runs their blocks. */
const elsewhere: Readonly<Record<string, string>> = {
  'deploy/README.md': 'deploy/deploy.test.ts',
  'docs/desk-api.md': 'desk/http/desk-api.test.ts',
  'docs/tutorial-rule-author.md': 'docs/tutorial.test.ts',
  // Its commands are those of README.md, letter for letter.
  'README.zh-CN.md': 'house/readme.test.ts',
}

/** What a page needs of the machine. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'docs/tutorial-gate.md': ['/usr/bin/socat', '/usr/bin/chromium', '/usr/bin/jq'],
  'docs/tutorial-desk.md': ['/usr/bin/curl', '/usr/bin/jq'],
}

const withShell = documents.filter((path) => blocksOf(path).some(isShell))
const toRun = (path: string) =>
  blocksOf(path).filter((block) => isShell(block) && block.notRun === undefined)
const here = withShell.filter((path) => !(path in elsewhere) && toRun(path).length > 0)

let room: PageRoom
beforeAll(async () => {
  room = await openPageRoom()
})
afterAll(async () => {
  await room[Symbol.asyncDispose]()
})

test('what is typed in a document stands in a block of shell, and in no other', () => {
  const program =
    /^ *(?:\$ )?(?:sudo |exec )?(?:greengate|npx|npm|node|git|curl|apt|systemctl|openssl|socat|aws|cd|cp|mkdir|python3|export) \S/
  const stray = documents.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const shell = blocksOf(path).filter((block) => block.kind === '' && program.test(block.body))
    const indented = text
      .replace(/^```[^]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
      .split('\n')
      .flatMap((line, i) => (/^ {4}/.test(line) && program.test(line) ? [i + 1] : []))
    return [...shell.map(({ line }) => line), ...indented].map((line) => `${path}:${String(line)}`)
  })
  expect(stray).toEqual([])
})

test('no block of shell escapes by its form: another name, another fence, another prompt', () => {
  const command =
    /^(?:\$ )?(?:sudo |exec )?(?:greengate|npx|npm|git|curl|apt|systemctl|openssl) \S/m
  const code = ['html', 'http', 'json', 'js', 'ts', 'yaml']
  const escaped = documents.flatMap((path) => {
    const blocks = blocksOf(path)
    const text = readFileSync(join(root, path), 'utf8')
    const others = blocks.filter(
      (block) => !isShell(block) && !code.includes(block.kind) && command.test(block.body),
    )
    // What stands before the first prompt would be typed by nobody.
    const mute = blocks.filter(({ kind, body }) => kind === 'console' && !body.startsWith('$ '))
    // Within a list, or between other fences, nothing is a block that is looked for: it may hold no command.
    const outside = text.replace(/^```\w* ?\S*\n[^]*?^```$/gm, '')
    const fenced = [...outside.matchAll(/^[ >]*(?:`{3,}|~{3,})([^]*?)^[ >]*(?:`{3,}|~{3,})/gm)]
    return [
      ...[...others, ...mute].map(({ line }) => `${path}:${String(line)}`),
      ...fenced
        .filter(
          ([, body = '']) =>
            /^(?:ba|z)?sh\b|^console\b|^shell/.test(body) ||
            command.test(body.replace(/^[ >]+/gm, '')),
        )
        .map(([whole]) => `${path}: ${whole}`),
    ]
  })
  expect(escaped).toEqual([])
})

test('what is not run says why', () => {
  for (const path of withShell) {
    const text = readFileSync(join(root, path), 'utf8')
    const told = (text.match(/<!-- not run: \S/g) ?? []).length
    const blocks = blocksOf(path).filter((block) => isShell(block) && block.notRun !== undefined)
    // A comment that stands before no block would silence nothing, and say that it does.
    expect(blocks.length, path).toBeGreaterThanOrEqual(told)
    if (!here.includes(path)) shellOf(path)
  }
})

test('every page that is run elsewhere is read there block by block', () => {
  for (const [path, runner] of Object.entries(elsewhere)) {
    expect(existsSync(join(root, path)), path).toBe(true)
    expect(readFileSync(join(root, runner), 'utf8'), runner).toContain(`('${path}')`)
  }
})

test('an output that is not the one on the page is seen', () => {
  const tried = [
    [['a 1'], 'a 1\n', true],
    [['a 1'], 'a 2\n', false],
    [['a …'], 'a 2\n', true],
    [['a …'], 'b 2\n', false],
    [['…', 'c'], 'a\nb\nc\n', true],
    [['…', 'c'], 'a\nb\n', false],
    [[], 'a\n', false],
  ] as const
  for (const [shown, text, is] of tried)
    expect([shown, text, isShown(shown, text)]).toEqual([shown, text, is])
})

test('a comment silences the block that it stands before, and no later one', () => {
  const page = [
    '<!-- not run: a -->',
    'b',
    '<!-- c -->',
    '```sh',
    'd',
    '```',
    '<!-- not run: e -->',
  ]
  const blocks = blocksIn([...page, '', '```sh', 'f', '```'].join('\n'))
  expect(blocks.map(({ body, notRun }) => [body, notRun])).toEqual([
    ['d', undefined],
    ['f', 'e'],
  ])
})

test('a command goes on where a shell goes on', () => {
  const block = { file: '', line: 1, notRun: undefined }
  const sh = { ...block, kind: 'sh', body: 'a \\\n  b # ends with 1\nc' }
  expect(typedIn(sh).map(({ command, code }) => [command, code])).toEqual([
    ['a \\\n  b # ends with 1', 1],
    ['c', 0],
  ])
  const shown = { ...block, kind: 'console', body: '$ a <<END\n> b\n> END\nc\n$ d' }
  expect(typedIn(shown)).toEqual([
    { command: 'a <<END\nb\nEND', shown: ['c'], code: 0 },
    { command: 'd', shown: [], code: 0 },
  ])
})

/** What commands say whose pages do not show it. */
const says: readonly (readonly [command: RegExp, said: RegExp])[] = [
  [/^npx node examples\/quick-start\.ts /, /^pass: .*\nthe gate opens\nstop: .*\n?$/],
  [/^npx greengate scan /, /GG1:/],
  [/^npx greengate live /, /^GG1:/],
]

test('every command that is held to what it says stands on a page', () => {
  const typed = here.flatMap((path) => toRun(path).flatMap(typedIn))
  for (const [of] of says)
    expect(
      typed.some(({ command }) => of.test(command)),
      of.source,
    ).toBe(true)
})

for (const path of here)
  test(`${path} does what it says, block by block`, { timeout: 180_000 }, async ({ skip }) => {
    const lacking = (needs[path] ?? []).find((program) => !existsSync(program))
    skip(lacking !== undefined, `there is no ${lacking ?? ''}`)
    await using shell = await room.begin(path)
    for (const block of shellOf(path))
      for (const { command, shown, code } of typedIn(block)) {
        const said = await shell.type(room.here(command))
        const at = `${path}:${String(block.line)} ${command}\n${said.text}\n`
        expect(`${at}ends with ${String(said.code)}`).toBe(`${at}ends with ${String(code)}`)
        for (const [of, wanted] of says) if (of.test(command)) expect(said.text, at).toMatch(wanted)
        if (
          shown !== undefined &&
          !isShown(
            shown.map((line) => room.here(line)),
            said.text,
          )
        )
          expect(at).toBe(shown.join('\n'))
      }
  })
