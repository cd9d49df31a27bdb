/** Tells systemd that the station is ready, and from then on that it lives; without systemd it tells nobody. */
import { spawn } from 'node:child_process'

/** What systemd gave the process. */
export interface Systemd {
  /** How often it wants to hear; undefined: it does not watch. */
  readonly everyMs: number | undefined
  /** Sends lines such as `READY=1`. */
  notify(...lines: readonly string[]): void
}

/** Runs `systemd-notify`, the only door to systemd's socket that Node has: it is a datagram socket of Unix. */
const runNotify = (lines: readonly string[]) => {
  const child = spawn('systemd-notify', [...lines], { stdio: 'ignore' })
  // Where it cannot be started, systemd hears nothing and does what it does then.
  child.on('error', () => undefined)
}

/** Reads the environment; undefined: this process is no service that tells. */
export function systemdOf(
  env: Readonly<Record<string, string | undefined>>,
  run: (lines: readonly string[]) => void = runNotify,
): Systemd | undefined {
  if (env['NOTIFY_SOCKET'] === undefined) return undefined
  const micros = Number(env['WATCHDOG_USEC'])
  return {
    // Twice in the time, so that one that is lost is none that is missed.
    everyMs: micros > 0 ? micros / 2_000 : undefined,
    notify: (...lines) => {
      run(lines)
    },
  }
}
