/** What figures are measured on: the machine, Node, Chromium, and the day. */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'

/** Asks once a call. */
export const machine = (): {
  readonly row: { readonly date: string; readonly machine: string; readonly node: string }
  readonly chromium: string | undefined
} => {
  const { error, stdout } = spawnSync('/usr/bin/chromium', ['--version'], { encoding: 'utf8' })
  const [, chromium] = error === undefined ? (/([\d.]{5,})/.exec(stdout) ?? []) : []
  return {
    row: {
      date: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(cpus().length)} cores`,
      node: process.version,
    },
    chromium,
  }
}
