/** One line for all devices on one board: whoever opens the same path gets the same line, closed with its last user. */
import { StationError } from '../../station-error.ts'
import type { Line, LineOptions, OpenLine } from './line.ts'

interface Shared {
  readonly line: Line
  readonly options: LineOptions
  users: number
}

/**
 * Makes lines that are shared by path. Writes of several users go out whole and in turn, as one line's writes do.
 *
 * @returns An {@link OpenLine} that throws a StationError `ERR_STATION_USAGE` where two devices on one path want
 * different speeds or forms: that is a mistake in the configuration, and one of them would hear noise.
 */
export function shareLines(openLine: OpenLine): OpenLine {
  const lines = new Map<string, Shared>()
  return (options) => {
    const { path } = options
    const shared = lines.get(path) ?? { line: openLine(options), options, users: 0 }
    if (!isSameForm(shared.options, options)) {
      throw new StationError(
        'ERR_STATION_USAGE',
        `two devices on ${path} want different speeds, parities or stop bits`,
      )
    }
    lines.set(path, shared)
    shared.users++
    return useOf(shared, async () => {
      if (--shared.users > 0) return
      lines.delete(path)
      await shared.line.close()
    })
  }
}

/** One user's view: what it listens to ends with it, and it closes once however often it is told to. */
function useOf({ line }: Shared, leave: () => Promise<void>): Line {
  const ends = new Set<() => void>()
  let left: Promise<void> | undefined
  const listening = (end: () => void) => {
    ends.add(end)
    return () => {
      ends.delete(end)
      end()
    }
  }
  const { latencyMs } = line
  return {
    ...(latencyMs !== undefined && { latencyMs }),
    state: () => line.state(),
    write: (bytes) => line.write(bytes),
    onBytes: (listener) => listening(line.onBytes(listener)),
    onState: (listener) => listening(line.onState(listener)),
    close() {
      for (const end of ends) end()
      ends.clear()
      left ??= leave()
      return left
    },
  }
}

const isSameForm = (a: LineOptions, b: LineOptions): boolean =>
  a.baudRate === b.baudRate &&
  (a.parity ?? 'none') === (b.parity ?? 'none') &&
  (a.stopBits ?? 1) === (b.stopBits ?? 1)
