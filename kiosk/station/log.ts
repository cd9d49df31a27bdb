/** The station's log: one line per event, on standard error and in a file. No claim and no text of a code is ever in it. */
import type { LogConfiguration, LogLevel } from './configuration/station-configuration.ts'
import { openLogFile } from './log-file.ts'

/** Takes a line; called as it is, the line is an `info`. */
export interface Log {
  (line: string): void
  /** Something is broken, and somebody must come. */
  error(line: string): void
  /** Something is not as it should be, and the station helps itself. */
  warning(line: string): void
  info(line: string): void
  debug(line: string): void
  close(): void
}

/** What a log is started with; without a configuration: `info` and standard error. */
export interface LogOptions extends Partial<LogConfiguration> {
  readonly now?: () => Date
  /** Takes a whole line, without its end. */
  readonly print?: (line: string) => void
}

/** The first says least. */
const levels: readonly LogLevel[] = ['error', 'warning', 'info', 'debug']

/** Starts a log: lines of time, level, station and message. */
export function startLog(name: string, options: LogOptions = {}): Log {
  const { level: upTo = 'info', now = () => new Date(), print = printError } = options
  const { file, maxBytes = Infinity, keep = 0 } = options
  const kept = file === undefined ? undefined : openLogFile({ file, maxBytes, keep })
  const at = (level: LogLevel) => (message: string) => {
    if (levels.indexOf(level) > levels.indexOf(upTo)) return
    const line = `${now().toISOString()} ${level} ${name}: ${oneLine(message)}`
    print(line)
    kept?.add(line)
  }
  const rest = {
    ...{ error: at('error'), warning: at('warning'), info: at('info'), debug: at('debug') },
    close() {
      kept?.close()
    },
  }
  return Object.assign(at('info'), rest)
}

function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** What came from outside must not look like a line of ours, nor move a terminal's cursor. */
const oneLine = (message: string): string => message.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 1_000)
