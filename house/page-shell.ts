/** A shell in which a test types what a document says, as somebody at a terminal would. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What came of a command: what stood on the terminal, and its exit code. */
export interface Said {
  readonly code: number
  readonly text: string
}

/** The shell. */
export interface PageShell extends AsyncDisposable {
  type(command: string): Promise<Said>
}

/** Begins one in a folder; whatever it started ends with it. */
export function openPageShell(cwd: string, env: NodeJS.ProcessEnv): PageShell {
  // In a group of its own: what is left running is found by it.
  const shell = spawn('bash', ['--norc', '--noprofile'], { cwd, env, detached: true })
  let text = ''
  let tell: () => void = () => undefined
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
      tell()
    })
  const ended = once(shell, 'exit')
  return {
    async type(command) {
      text = ''
      // A line that no command prints ends what this one says.
      shell.stdin.write(`{ ${command}\n} 2>&1 < /dev/null; printf '\\n\\001%s\\001\\n' $?\n`)
      const end = /\n\u0001(\d+)\u0001\n$/
      while (!end.test(text) && shell.exitCode === null)
        await Promise.race([new Promise<void>((more) => (tell = more)), ended])
      return { code: Number(end.exec(text)?.[1] ?? -1), text: text.replace(end, '') }
    },
    async [Symbol.asyncDispose]() {
      try {
        if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL')
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
      }
      if (shell.exitCode === null && shell.signalCode === null) await ended
    },
  }
}
