/** What a test file changes of its process it must put back: the files after it run in the same one. */
import { afterAll, expect, vi } from 'vitest'

const environment = () => {
  // sharp's library writes down where it lies, once, when it is loaded.
  const { VIPSHOME: _, ...rest } = process.env
  return Object.entries(rest)
}

/** What is looked at, by name, so that a failure says what was changed, and never a value: a variable may hold a secret. */
const state = (): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['folder', process.cwd()],
    ['arguments', process.argv.join('\n')],
    ['exit code', process.exitCode],
    ['stdout', Reflect.get(process.stdout, 'write')],
    ['stderr', Reflect.get(process.stderr, 'write')],
    ['Date', Date],
    ['setTimeout', setTimeout],
    ['setInterval', setInterval],
    ['setImmediate', setImmediate],
    ['fetch', fetch],
    ['WebSocket', WebSocket],
    ['fake time', vi.isFakeTimers()],
    ...['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => [name, process.listenerCount(name)] as const),
    ...environment().map(([name, value]) => [`variable ${name}`, value] as const),
  ])

const before = state()
// The hook that is set first runs last: after those of the file itself.
afterAll(() => {
  const after = state()
  const names = new Set([...before.keys(), ...after.keys()])
  expect([...names].filter((name) => before.get(name) !== after.get(name))).toEqual([])
})
