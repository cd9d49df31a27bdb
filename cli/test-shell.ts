/** Lets a shell of a test run `greengate` in the process that is kept warm: a page of forty commands takes seconds. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { greengate } from './test-process.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

/** What is asked goes by a file, that it is to be read by a port; the answer is the exit code. */
const program = (port: number, apart: string): string => `#!/bin/bash
case "$1 $2" in
  ${apart}) exec '${process.execPath}' --conditions=source '${main}' "$@" ;;
esac
at=$(mktemp -d) && printf '%s\\0' "$PWD" "$@" > "$at/asked" || exit 99
exec 3<> /dev/tcp/127.0.0.1/${String(port)} && echo "$at" >&3 && read -r code <&3 || exit 99
cat "$at/out"; cat "$at/err" >&2; rm -r "$at"; exit "$code"
`

async function answer(at: string): Promise<number | null> {
  const asked = readFileSync(join(at, 'asked'), 'utf8').split('\0').slice(0, -1)
  const [cwd = '', ...args] = asked
  const { code, stdoutBytes, stderr } = await greengate(args, { cwd })
  writeFileSync(join(at, 'out'), stdoutBytes)
  writeFileSync(join(at, 'err'), stderr)
  return code
}

/**
 * Writes the program `greengate` into a folder for the PATH; without an input, and each of its outputs in one piece.
 *
 * @param apart - Patterns of bash for the first two words of commands that go on: these have a process of their own.
 */
export async function warmInShell(bin: string, apart = '--'): Promise<AsyncDisposable> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setEncoding('utf8').once('data', (line: string) => {
      answer(line.trimEnd()).then(
        (code) => socket.end(`${String(code)}\n`),
        () => socket.destroy(),
      )
    })
    // A command that was killed waits for nothing.
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const file = join(bin, 'greengate')
  writeFileSync(file, program((server.address() as AddressInfo).port, apart))
  chmodSync(file, 0o755)
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
