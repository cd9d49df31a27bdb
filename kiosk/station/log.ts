/** The station's log: one line per event, on standard error. No claim and no text of a code is ever in it. */

/** Starts a log. */
export function startLog(name: string, now: () => Date = () => new Date()): (line: string) => void {
  return (line) => {
    process.stderr.write(`${now().toISOString()} ${name}: ${line}\n`)
  }
}
