/** A gate as a process: lines to its stdin, lines from its stdout, whatever language it is written in. */
import { spawn } from 'node:child_process'
import { OperatorError } from '../operator-error.ts'

/** What a gate does of its own accord. */
export interface GateEvents {
  readonly line: (text: string) => void
  /** It is no more; said once. */
  readonly ended: (isWell: boolean) => void
}

/** A gate that runs. */
export interface RunningGate {
  send(line: string): void
  /** No more lines will come. */
  close(): void
  kill(): void
}

export type StartGate = (events: GateEvents) => RunningGate

/** No answer is as long; whoever writes more without a line break writes no answers. */
const longest = 65_536

/**
 * Gives what starts the command as a gate.
 *
 * @param showErrors - Whether what it writes to stderr is shown.
 * @param onFailedStart - Is told why there is no such program.
 */
export function gateProcess(
  command: readonly string[],
  showErrors: boolean,
  onFailedStart: (error: OperatorError) => void,
): StartGate {
  const [program = '', ...args] = command
  return ({ line, ended }) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', showErrors ? 'inherit' : 'ignore'],
      windowsHide: true,
    })
    let [rest, hasEnded] = ['', false]
    const end = (isWell: boolean): void => {
      if (hasEnded) return
      hasEnded = true
      ended(isWell)
    }
    // Not `readline`: it would keep a line without an end for ever.
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      const lines = (rest + part).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > longest) {
        lines.push(rest.slice(0, longest))
        rest = ''
      }
      for (const each of lines) if (each.trim() !== '') line(each)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      onFailedStart(new OperatorError(`the gate did not start (${error.code ?? 'no reason'})`))
      end(false)
    })
    child.on('close', (code) => {
      if (rest.trim() !== '') line(rest)
      end(code === 0)
    })
    // A gate that is gone reads no more: its end says so.
    child.stdin.on('error', () => undefined)
    return {
      send: (text) => {
        child.stdin.write(`${text}\n`)
      },
      close: () => {
        child.stdin.end()
      },
      kill: () => {
        child.kill('SIGKILL')
        // What it started itself may hold the pipes open.
        child.stdout.destroy()
        end(false)
      },
    }
  }
}
