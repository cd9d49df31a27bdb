/** Runs the real command for tests: in a process that is kept warm, or in one of its own. */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Node keeps here what it made of the sources: a process starts in a third of the time. */
const compiled = fileURLToPath(new URL('../artifacts/compile-cache', import.meta.url))
const main = fileURLToPath(new URL('main.ts', import.meta.url))
const warm = fileURLToPath(new URL('test-warm.ts', import.meta.url))

/** What a run left behind. */
export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stdoutBytes: Uint8Array
  readonly stderr: string
}

/** How the command is run. */
export interface RunOptions {
  readonly cwd?: string
  readonly input?: string | Uint8Array
}

/** A command line, as the warm process is asked to run it. */
export interface Asked {
  readonly args: readonly string[]
  readonly cwd: string | undefined
  readonly input: string | Uint8Array
}

function env(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'C',
    NO_COLOR: '1',
    NODE_OPTIONS: '',
    NODE_COMPILE_CACHE: compiled,
  }
}

/**
 * Runs `greengate` on the sources, in English, with the Node that runs the tests.
 *
 * All runs of a test file share a process, one after another: it has its own folder, input, output and exit code each
 * time, and takes a tenth of the time. Where the process is what is tried, there is {@link greengateProcess}.
 */
export const greengate = warmCommand()

function warmCommand(): (args: readonly string[], options?: RunOptions) => Promise<Run> {
  let process: ChildProcess | undefined
  let last: Promise<unknown> = Promise.resolve()
  return (args, { cwd, input = '' } = {}) => {
    const run = last.then(() => {
      process ??= startWarm(() => {
        process = undefined
      })
      return ask(process, { args, cwd, input })
    })
    last = run.catch(() => undefined)
    return run
  }
}

function startWarm(onEnd: () => void): ChildProcess {
  const child = fork(warm, {
    execArgv: ['--conditions=source'],
    env: env(),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  child.once('exit', onEnd)
  // It ends with the process that runs the tests, and does not keep that from ending.
  child.unref()
  child.channel?.unref()
  return child
}

function ask(child: ChildProcess, asked: Asked): Promise<Run> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`the command ended its process: greengate ${asked.args.join(' ')}`))
    }
    child.once('exit', fail)
    child.once('message', (run: Run) => {
      child.off('exit', fail)
      resolve(run)
    })
    child.send(asked)
  })
}

/** Runs `greengate` in a process of its own: for what only a process shows, such as its pipes. */
export function greengateProcess(
  args: readonly string[],
  { cwd, input }: RunOptions = {},
): Promise<Run> {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { cwd, env: env() })
  const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  child.stdout.on('data', (part: Buffer) => parts.stdout.push(part))
  child.stderr.on('data', (part: Buffer) => parts.stderr.push(part))
  // A command that ends before it has read its input is no fault of the test.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const stdoutBytes = Buffer.concat(parts.stdout)
      const stderr = Buffer.concat(parts.stderr).toString()
      resolve({ code, stdout: stdoutBytes.toString(), stdoutBytes, stderr })
    })
  })
}

/** A folder that is removed when the scope ends. */
export interface Scratch extends AsyncDisposable {
  readonly path: string
  /** Everything in it, by path, sorted. */
  list(): readonly string[]
  at(name: string): string
}

/** Makes a scratch folder. */
export function scratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'greengate-test-'))
  return {
    path,
    at: (name) => join(path, name),
    list: () => readdirSync(path, { recursive: true }).map(String).sort(),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** A command that goes on until it is ended. */
export interface Running extends AsyncDisposable {
  /** What it has printed so far, once a text stands in it. */
  seen(text: string): Promise<string>
  /** Ctrl-c. */
  interrupt(): Promise<Run['code']>
}

/** Starts `greengate` and leaves it running. */
export function startGreengate(args: readonly string[]): Running {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { env: env() })
  let printed = ''
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString()
  })
  const closed = new Promise<Run['code']>((resolve) => child.on('close', resolve))
  return {
    async seen(text) {
      while (!printed.includes(text)) {
        if (child.exitCode !== null) throw new Error(`ended without it:\n${printed}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return printed
    },
    interrupt() {
      child.kill('SIGINT')
      return closed
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await closed
    },
  }
}
