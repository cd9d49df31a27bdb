/** A process that runs one command line after another, for tests: what Node has to load it loads once. */
import { Readable } from 'node:stream'
import { runGreengate } from './program.ts'
import type { Asked, Run } from './test-process.ts'

const home = process.cwd()

/** Keeps what is written to a stream, in place of writing it. */
function keep(stream: NodeJS.WriteStream): { readonly all: () => Buffer } & Disposable {
  const parts: Uint8Array[] = []
  const instead = (part: string | Uint8Array, ...more: readonly unknown[]): boolean => {
    parts.push(typeof part === 'string' ? Buffer.from(part) : part)
    for (const each of more) if (typeof each === 'function') process.nextTick(each)
    return true
  }
  stream.write = instead
  return {
    all: () => Buffer.concat(parts),
    [Symbol.dispose]: () => {
      // What the stream has from its class comes back.
      Reflect.deleteProperty(stream, 'write')
    },
  }
}

/** Runs a command line as the entry of the command does. */
async function run({ args, cwd, input }: Asked): Promise<Run> {
  using stdout = keep(process.stdout)
  using stderr = keep(process.stderr)
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)], { objectMode: false })
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true })
  process.chdir(cwd ?? home)
  try {
    const code = await runGreengate(args)
    const stdoutBytes = stdout.all()
    return {
      code,
      stdout: stdoutBytes.toString(),
      stdoutBytes,
      stderr: stderr.all().toString(),
    }
  } finally {
    process.chdir(home)
  }
}

process.on('message', (asked: Asked) => {
  void run(asked).then((ran) => process.send?.(ran))
})
process.on('disconnect', () => process.exit())
