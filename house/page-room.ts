/** Where the pages are tried: an empty folder with what a clone has, the command kept warm, and no window. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePorts } from '../cli/nats/test-nats.ts'
import { warmInShell } from '../cli/test-shell.ts'
import { openPageShell, type PageShell } from './page-shell.ts'

/** The room, for one page after the other. */
export interface PageRoom extends AsyncDisposable {
  /** A folder of its own for a page, and a shell in it. */
  begin(page: string): Promise<PageShell>
  /** What a document shows, with the ports that are free here in place of those that it names. */
  here(text: string): string
}

const root = join(import.meta.dirname, '..')
/** Commands that go on until ctrl-c. */
const apart = '"desk --"*|"collect --db"|"rules studio"'

/** Ports that documents name: others may be using them here. */
const named = /\b(?:8787|4810)\b/g

/** Opens it. */
export async function openPageRoom(): Promise<PageRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-pages-'))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const program = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const warm = await warmInShell(bin, apart)
  symlinkSync(process.execPath, join(bin, 'node'))
  program('npx', 'exec "$@"')
  program(
    'npm',
    `case "$1 $2" in "run station") shift 3; exec node --conditions=source '${root}/kiosk/station/main.ts' "$@";; esac
echo "npm $*: not here" >&2; exit 99`,
  )
  program(
    'chromium',
    `exec /usr/bin/chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir='${folder}/profile' "$@"`,
  )
  const [desk, collector] = await freePorts(2)
  const ports = new Map([
    ['8787', String(desk)],
    ['4810', String(collector)],
  ])
  return {
    here: (text) => text.replaceAll(named, (name) => ports.get(name) ?? name),
    begin(page) {
      const name = page.replaceAll(/\W/g, '-')
      const home = join(folder, `${name}-home`)
      const clone = join(folder, name)
      for (const each of [home, clone, join(clone, 'node_modules')]) mkdirSync(each)
      for (const each of ['examples', 'test-vectors', 'kiosk', 'cli'])
        symlinkSync(join(root, each), join(clone, each))
      symlinkSync(bin, join(clone, 'node_modules/.bin'))
      return Promise.resolve(
        openPageShell(clone, {
          ...{ PATH: [bin, process.env['PATH'] ?? ''].join(delimiter), HOME: home },
          ...{ LC_ALL: 'C.UTF-8', NO_COLOR: '1', TMPDIR: folder },
          NODE_COMPILE_CACHE: join(root, 'artifacts/compile-cache'),
        }),
      )
    },
    async [Symbol.asyncDispose]() {
      await warm[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
