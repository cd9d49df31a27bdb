/** How far a long count has come: a bar with rate and time left on a terminal, a line now and then elsewhere. */

/** How far a count has come. */
export interface CountProgress {
  /** Bytes, or anything else: what is done of the whole. */
  readonly done: number
  readonly whole: number
  /** People counted so far. */
  readonly people: number
}

/** A bar under way. */
export interface ProgressBar {
  /** Moves it on to where the count is. */
  readonly show: (progress: CountProgress) => void
  /** Takes the bar away. */
  end(): void
}

/** Where it is shown. */
export interface Screen {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

/** How a bar is shown. */
export interface BarOptions {
  readonly screen?: Screen
  /** Milliseconds since anything. */
  readonly clock?: () => number
  /** What stands before it: which stage of several it is. */
  readonly label?: string
}

const terminalMs = 100
const elsewhereMs = 10_000
const barWidth = 24

/** Begins a bar. */
export function startProgressBar({
  screen = process.stderr,
  clock = () => performance.now(),
  label = '',
}: BarOptions = {}): ProgressBar {
  const isTerminal = screen.isTTY === true
  const [begun, every] = [clock(), isTerminal ? terminalMs : elsewhereMs]
  let [shown, isShown] = [begun, false]
  return {
    show({ done, whole, people }) {
      const now = clock()
      if (now - shown < every) return
      shown = now
      isShown = true
      const line = label + lineOf(done / whole, people, (now - begun) / 1000)
      screen.write(
        isTerminal ? `\r${line.slice(0, (screen.columns ?? 80) - 1)}\u001b[K` : `${line}\n`,
      )
    },
    end() {
      if (isShown && isTerminal) screen.write('\r\u001b[K')
    },
  }
}

/** `[======>     ]  48 %  480,000 people  55,000/s  0:09 left`. */
function lineOf(share: number, people: number, seconds: number): string {
  const full = Math.floor(Math.min(1, share) * barWidth)
  const bar = `${'='.repeat(full)}${full < barWidth ? '>' : ''}`.padEnd(barWidth)
  const left = share > 0 ? Math.ceil((seconds * (1 - share)) / share) : 0
  const rate = Math.round(people / seconds)
  const percent = Math.floor(share * 100)
    .toString()
    .padStart(3)
  return `[${bar}] ${percent} %  ${thousands(people)} people  ${thousands(rate)}/s  ${minutes(left)} left`
}

function thousands(count: number): string {
  return count.toLocaleString('en')
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toString().padStart(2, '0')}`
}
