/** The page on machines: every block of shell run as it stands, in one shell, on loopback; and what it says of files is so. */
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { freePorts, natsIsMissing, natsReason } from '../cli/nats/test-nats.ts'
import { scratch } from '../cli/test-process.ts'
import { warmInShell } from '../cli/test-shell.ts'
import { shellOf } from '../house/shell-blocks.ts'

const blocks = shellOf('deploy/README.md').map(({ body }) => body)
const root = resolve(import.meta.dirname, '..')
const tools = ['/usr/bin/openssl', '/usr/bin/curl', '/usr/bin/jq']
const missing = tools.find((path) => !existsSync(path))

/** Files that a unit names. */
const reads =
  /^(?:EnvironmentFile=|LoadCredential=[\w.-]+:|ExecStart=\/usr\/sbin\/nats-server -c )(\/etc\/\S+)$/gm

/** Commands that go on. */
const apart = '"collect --"*|"batch worker"|"batch signer"|"batch issue"'

/** Where Debian's sqlite3 is not installed: its one command that the page uses. */
const sqlite = `#!/bin/sh
exec '${process.execPath}' -e 'const s=require("node:sqlite");s.backup(new s.DatabaseSync(process.argv[1]),process.argv[2].split(" ")[1])' "$1" "$2"
`

test(
  'NATS: the page does what it says, from the first line to the last',
  { timeout: 120_000 },
  async (ctx) => {
    ctx.skip(natsIsMissing, natsReason)
    ctx.skip(missing !== undefined, `${missing}, which the page uses, is not here`)
    await using folder = scratch()
    const bin = folder.at('bin')
    mkdirSync(bin)
    const program = (name: string, text: string): void => {
      writeFileSync(join(bin, name), text)
      chmodSync(join(bin, name), 0o755)
    }
    await using _warm = await warmInShell(bin, apart)
    if (!existsSync('/usr/bin/sqlite3')) program('sqlite3', sqlite)
    const names = ['P1', 'P2', 'P3', 'R1', 'R2', 'R3', 'M1', 'M2', 'M3', 'C', 'F', 'S']
    const ports = await freePorts(names.length)
    const work = folder.at('work')
    const env = {
      ...process.env,
      ...Object.fromEntries(names.map((name, n) => [name, String(ports[n])])),
      ...{
        G: root,
        W: work,
        R: folder.at('machine'),
        LC_ALL: 'C',
        NO_COLOR: '1',
        NODE_OPTIONS: '',
      },
      PATH: [bin, '/usr/sbin', process.env['PATH'] ?? ''].join(delimiter),
      NODE_COMPILE_CACHE: join(root, 'artifacts/compile-cache'),
    }
    // A section of the page that fails is named by its first line.
    const script = blocks.map((block) => `echo "@@ $SECONDS s"\n${block}`).join('\n')
    const file = folder.at('page.sh')
    writeFileSync(file, script)
    // In a group of its own: whatever it leaves running ends with it.
    const child = spawn('bash', ['-eu', '-o', 'pipefail', file], { env, detached: true })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        text += part.toString()
      })
    try {
      const [code] = (await once(child, 'exit')) as [number | null]
      const logs = (): string =>
        existsSync(join(work, 'logs'))
          ? readdirSync(join(work, 'logs'))
              .map(
                (name) =>
                  `== ${name}\n${readFileSync(join(work, 'logs', name), 'utf8').slice(-1500)}`,
              )
              .join('\n')
          : ''
      expect(code === 0 ? 'done' : `${text.slice(-3000)}\n${logs()}`).toBe('done')
      expect(text).toContain('given another key: east-1')
      // What the units read lies on the machine, where they look for it.
      const machine = folder.at('machine')
      const units = readdirSync(join(machine, 'etc/systemd/system'), { recursive: true }).map(
        String,
      )
      const read = units.flatMap((unit) =>
        /\.(?:service|conf)$/.test(unit)
          ? [
              ...readFileSync(join(machine, 'etc/systemd/system', unit), 'utf8').matchAll(reads),
            ].map(([, path = '']) => path)
          : [],
      )
      expect(read.length).toBeGreaterThan(10)
      expect(read.filter((path) => !existsSync(join(machine, path)))).toEqual([])
    } finally {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
      }
    }
  },
)
