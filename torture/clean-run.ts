/** One clean run of a repository's tests: a fresh clone of what is committed, an empty environment, and nothing of it left. */
import { execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'

/** What README tells to type. */
const commands = [
  ['npm', 'ci'],
  ['npm', 'test'],
] as const
/** What a machine has before anybody changed it. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What came of it. */
export interface CleanRun {
  readonly commit: string
  readonly date: string
  readonly passed: number
  readonly failed: number
  readonly failedNames: readonly string[]
  /** What failed at first and passed by itself. */
  readonly again: readonly string[]
  /** With the reason that the run gave. */
  readonly skipped: readonly string[]
  /** Seconds of npm ci and of npm test. */
  readonly install: number
  readonly seconds: number
  /** What went wrong beside tests that failed. */
  readonly fault?: string
  /** Where all that it wrote is kept. */
  readonly output: string
}

export interface CleanRunOptions {
  /** A checkout of it; only what is committed is run. */
  readonly repository: string
  readonly patienceSeconds: number
  /** Where what runs wrote is kept. */
  readonly logs: string
  /** For tests of this: another home and another path. */
  readonly env?: Readonly<Record<string, string>>
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()

/** What lies beside the checkout, or beside the one that it is a worktree of. */
const siblingOf = (repository: string, name: string): string | undefined => {
  const common = git(repository, 'rev-parse', '--path-format=absolute', '--git-common-dir')
  return [repository, dirname(common)]
    .map((folder) => join(dirname(folder), name))
    .find((found) => existsSync(found))
}

/** Runs it. */
export const cleanRun = async ({
  repository,
  patienceSeconds,
  logs,
  env = { PATH: path, HOME: homedir() },
}: CleanRunOptions): Promise<CleanRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-clean-'))
  const clone = join(folder, 'greengate')
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
  mkdirSync(logs, { recursive: true })
  const clear = (): void => {
    endAllIn(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  process.once('exit', clear)
  try {
    git(repository, 'clone', '--quiet', '--no-hardlinks', '.', clone)
    const commit = git(clone, 'rev-parse', '--short=12', 'HEAD')
    const output = join(logs, `${date.replaceAll(/\D/g, '')}-${commit}-${basename(folder)}.log`)
    const shared = siblingOf(git(repository, 'rev-parse', '--show-toplevel'), 'shared')
    if (shared !== undefined) symlinkSync(shared, join(folder, 'shared'))
    const took: number[] = []
    let fault: string | undefined
    for (const command of commands) {
      const beganMs = performance.now()
      const ended = await runIn(clone, command, { env, output, patienceSeconds })
      took.push(Math.ceil((performance.now() - beganMs) / 1000))
      if (ended === 'well') continue
      fault = `${command.join(' ')} ${ended}`
      break
    }
    const told = readOutput(await readFile(output, 'utf8'))
    // A test that failed says so by its name; the command that ended badly for it says nothing more.
    const isTold = told.failedNames.length > 0 && fault?.includes('timed out') !== true
    const isSilent = fault === undefined && told.passed === 0
    const what = isTold ? undefined : isSilent ? 'it did not say how many passed' : fault
    return {
      ...{ commit, date, ...told, output, install: took[0] ?? 0, seconds: took[1] ?? 0 },
      ...(what !== undefined && { fault: what }),
    }
  } finally {
    process.off('exit', clear)
    clear()
  }
}

/** Runs one command in a process group of its own, of which nothing is left afterwards. */
const runIn = async (
  cwd: string,
  [program, ...args]: readonly [string, ...string[]],
  {
    env,
    output,
    patienceSeconds,
  }: {
    readonly env: Readonly<Record<string, string>>
    readonly output: string
    readonly patienceSeconds: number
  },
): Promise<string> => {
  await using log = await open(output, 'a')
  const child = spawn(program, args, {
    ...{ cwd, env, detached: true },
    stdio: ['ignore', log.fd, log.fd],
  })
  let isLate = false
  const end = (): void => {
    endGroup(child.pid)
  }
  process.once('exit', end)
  const late = setTimeout(() => {
    isLate = true
    end()
  }, patienceSeconds * 1000)
  try {
    return await new Promise((resolve) => {
      child.on('error', (error) => {
        resolve(`could not be started: ${error.message}`)
      })
      child.on('exit', (code, signal) => {
        const how = code === null ? `was ended by ${String(signal)}` : `ended with ${code}`
        resolve(isLate ? `timed out after ${patienceSeconds} s` : code === 0 ? 'well' : how)
      })
    })
  } finally {
    clearTimeout(late)
    process.off('exit', end)
    end()
  }
}

const endGroup = (pid: number | undefined): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}

/** Ends, each by its number, what left its group and still works in a folder of ours. */
const endAllIn = (folder: string): void => {
  if (!existsSync('/proc/self/cwd')) return
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      const cwd = readlinkSync(`/proc/${name}/cwd`)
      if (cwd === folder || cwd.startsWith(folder + sep)) process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone, or somebody else's.
    }
  }
}

/** Reads what the test command says at its end: `SKIPPED name: reason`, `FAILED name`, `AGAIN name: …`, `N passed, N failed`. */
export const readOutput = (text: string) => {
  const lines = text.split('\n')
  const after = (start: string): readonly string[] =>
    lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length).trim())
  const counts = lines.map((line) => /^(\d+) passed, (\d+) failed$/.exec(line)).findLast(Boolean)
  return {
    passed: Number(counts?.[1] ?? 0),
    failed: Number(counts?.[2] ?? 0),
    failedNames: after('FAILED  '),
    again: after('AGAIN   '),
    skipped: after('SKIPPED '),
  }
}
