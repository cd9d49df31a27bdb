/** Which serial lines this machine has, read from its device folders: for whoever writes a configuration. */
import { readFile, readdir, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { systemCode } from '../../station-error.ts'

/** A line that could be opened. */
export interface FoundLine {
  /** What to write into the configuration: the name that stays with the device, where it has one. */
  readonly path: string
  /** The name that the system gave it this time. */
  readonly device: string
  /** Of a USB device: vendor and product, as `lsusb` writes them. */
  readonly usb?: string
  /** What a USB device calls itself. */
  readonly says?: string
}

/** Plugged in, or built in; not consoles and not pseudo-terminals. */
const lineName = /^tty(?:USB|ACM|AMA|S|O|mxc|XRUSB|CH341USB|CH343USB|SC|THS)\d+$/

/**
 * Lists them, without asking any service of the system.
 *
 * @param root - Where the machine's own folders are; another one in tests.
 */
export async function listLines(root = '/'): Promise<readonly FoundLine[]> {
  const stable = new Map<string, string>()
  for (const folder of ['dev/serial/by-path', 'dev/serial/by-id']) {
    for (const name of await namesIn(join(root, folder))) {
      const path = join(root, folder, name)
      const device = await whereIs(path)
      if (device !== undefined) stable.set(basename(device), path)
    }
  }
  const found: FoundLine[] = []
  for (const name of await namesIn(join(root, 'dev'))) {
    if (!lineName.test(name)) continue
    const about = join(root, 'sys/class/tty', name)
    // The system keeps names for built-in lines that no chip is behind; their type is 0.
    if ((await textOf(join(about, 'type'))) === '0') continue
    const device = join(root, 'dev', name)
    found.push({ path: stable.get(name) ?? device, device, ...(await usbOf(about)) })
  }
  return found.toSorted((a, b) => (a.device < b.device ? -1 : 1))
}

/** A line's device is an interface of a USB device, or a port of one: the device itself is one or two above. */
async function usbOf(about: string): Promise<Pick<FoundLine, 'usb' | 'says'>> {
  const from = await whereIs(join(about, 'device'))
  if (from === undefined) return {}
  for (const up of ['..', '../..']) {
    const vendor = await textOf(join(from, up, 'idVendor'))
    const product = await textOf(join(from, up, 'idProduct'))
    if (vendor === undefined || product === undefined) continue
    const says = await textOf(join(from, up, 'product'))
    return { usb: `${vendor}:${product}`, ...(says !== undefined && { says }) }
  }
  return {}
}

const namesIn = async (folder: string) => (await unlessAbsent(readdir(folder))) ?? []
const textOf = async (path: string) => (await unlessAbsent(readFile(path, 'utf8')))?.trim()
const whereIs = (path: string) => unlessAbsent(realpath(path))

/** A device may go while it is looked at, and much of a machine is not for everybody's eyes. */
async function unlessAbsent<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EINVAL', 'EIO'].includes(code)) return undefined
    throw error
  }
}
