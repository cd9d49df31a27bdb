/** Opens an address in the browser of whoever sits at this machine; where there is none, nothing happens. */
import { spawn } from 'node:child_process'
import { platform } from 'node:process'

/** What opens addresses, by the system. */
const openers: Readonly<Record<string, readonly [command: string, ...before: string[]]>> = {
  darwin: ['open'],
  // It takes the first text in quotes for the title of a window.
  win32: ['cmd', '/c', 'start', '""'],
  linux: ['xdg-open'],
}

/** Opens an address. */
export function openBrowser(url: string): void {
  const [command, ...before] = openers[platform] ?? []
  if (command === undefined) return
  const child = spawn(command, [...before, url], { stdio: 'ignore', detached: true })
  // No such program: the address stands on the terminal.
  child.on('error', () => undefined)
  child.unref()
}
