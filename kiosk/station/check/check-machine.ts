/** Looks at the machine: room for receipts, the screen's files, what shows them, and free ports. */
import { constants } from 'node:fs'
import { access, readdir, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { systemCode } from '../station-error.ts'
import { linesOf, type CheckLine } from './check-line.ts'

/** What is looked at. */
export interface Machine {
  readonly journalFolder: string
  readonly quotaBytes: number
  readonly screenFolder: string
  readonly port: number
  /** Where programs are looked for: the `PATH`. */
  readonly programs: string
}

const mebibyte = 1_048_576
const size = (bytes: number) => `${Math.round(bytes / mebibyte)} MiB`

/** Looks at all of it. */
export const checkMachine = async (machine: Machine): Promise<readonly CheckLine[]> => [
  ...(await checkJournal(machine)),
  await checkScreen(machine),
  await checkShell(machine),
  await checkPort(machine),
]

async function checkJournal({ journalFolder, quotaBytes }: Machine): Promise<readonly CheckLine[]> {
  const is = linesOf('journal')
  try {
    const folder = await nearest(journalFolder)
    await access(folder, constants.W_OK | constants.X_OK)
    const used = folder === journalFolder ? await bytesIn(folder) : 0
    const { bavail, bsize } = await statfs(folder)
    const share = used / quotaBytes
    const detail = `${size(used)} of ${size(quotaBytes)} used`
    const line = share >= 1 ? is.failed(detail) : share >= 0.8 ? is.warning(detail) : is.ok(detail)
    return [line, diskLine(bavail * bsize, quotaBytes - used)]
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    return [is.failed(`cannot be written (${code})`)]
  }
}

/** A disk that is full before the quota is closes the lane without a warning. */
function diskLine(free: number, wanted: number): CheckLine {
  const is = linesOf('disk')
  if (free < 64 * mebibyte) return is.failed(`${size(free)} free`)
  return free < wanted
    ? is.warning(`${size(free)} free, and the journal may still take ${size(wanted)}`)
    : is.ok(`${size(free)} free`)
}

async function checkScreen({ screenFolder }: Machine): Promise<CheckLine> {
  const is = linesOf('screen')
  const isBuilt = await isThere(join(screenFolder, 'index.html'))
  return isBuilt ? is.ok('built') : is.failed('not built; npm run build')
}

async function checkShell({ programs }: Machine): Promise<CheckLine> {
  const is = linesOf('shell')
  const found = async (name: string) => {
    const paths = programs.split(':').map((folder) => join(folder, name))
    return (await Promise.all(paths.map(isThere))).includes(true)
  }
  const [chromium, cage] = await Promise.all([found('chromium'), found('cage')])
  if (!chromium) return is.warning('no chromium: something else must show the screen')
  return is.ok(cage ? 'chromium, in cage' : 'chromium; cage is not here, so it needs X')
}

async function checkPort({ port }: Machine): Promise<CheckLine> {
  const is = linesOf('port')
  if (port === 0) return is.ok('any free one')
  const server = createServer()
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error) => {
      resolve(systemCode(error) ?? 'unknown')
    })
    server.listen({ port, host: '127.0.0.1' }, () => {
      resolve(undefined)
    })
  })
  server.close()
  if (code === undefined) return is.ok(`${port} is free`)
  return code === 'EADDRINUSE'
    ? is.warning(`${port} is in use: by the station, if it is running`)
    : is.failed(`${port} may not be used (${code})`)
}

/** The folder, or the nearest one above it that is there. */
async function nearest(folder: string): Promise<string> {
  return (await isThere(folder)) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

async function bytesIn(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.receipts'))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, one) => sum + one, 0)
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
