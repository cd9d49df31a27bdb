/** The list of a machine's lines, from folders made like a machine's. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listLines } from './list-lines.ts'

let root = ''
const put = async (path: string, text = '') => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}
const link = async (path: string, to: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await symlink(to, join(root, path))
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'greengate-lines-'))
  const usb = 'sys/devices/usb1/1-2'
  await put(`${usb}/idVendor`, '1a86\n')
  await put(`${usb}/idProduct`, '7523\n')
  await put(`${usb}/product`, 'USB Serial\n')
  // A converter's line hangs from a port of an interface, a modem's from the interface itself.
  await put(`${usb}/1-2:1.0/ttyUSB0/port`)
  await put('sys/devices/usb1/1-3/idVendor', '0c2e\n')
  await put('sys/devices/usb1/1-3/idProduct', '0b6a\n')
  await put('sys/devices/usb1/1-3/1-3:1.0/interface')
  await link('sys/class/tty/ttyUSB0/device', join(root, usb, '1-2:1.0/ttyUSB0'))
  await link('sys/class/tty/ttyACM0/device', join(root, 'sys/devices/usb1/1-3/1-3:1.0'))
  await put('sys/class/tty/ttyS0/type', '4\n')
  await put('sys/class/tty/ttyS1/type', '0\n')
  for (const name of ['ttyUSB0', 'ttyACM0', 'ttyS0', 'ttyS1', 'tty1', 'ptmx', 'null'])
    await put(`dev/${name}`)
  await link('dev/serial/by-id/usb-1a86_USB_Serial-if00-port0', '../../ttyUSB0')
  await link('dev/serial/by-id/usb-gone', '../../ttyUSB9')
  await link('dev/serial/by-path/pci-0-usb-0:3:1.0', '../../ttyACM0')
  await link('dev/serial/by-path/pci-0-usb-0:2:1.0', '../../ttyUSB0')
})
afterAll(() => rm(root, { recursive: true }))

test('every line is listed by the name that stays with it, with what its device says of itself', async () => {
  expect(await listLines(root)).toEqual([
    {
      path: join(root, 'dev/serial/by-path/pci-0-usb-0:3:1.0'),
      device: join(root, 'dev/ttyACM0'),
      usb: '0c2e:0b6a',
    },
    { path: join(root, 'dev/ttyS0'), device: join(root, 'dev/ttyS0') },
    {
      path: join(root, 'dev/serial/by-id/usb-1a86_USB_Serial-if00-port0'),
      device: join(root, 'dev/ttyUSB0'),
      usb: '1a86:7523',
      says: 'USB Serial',
    },
  ])
})

test('a machine without any such folder has none', async () => {
  expect(await listLines(join(root, 'nowhere'))).toEqual([])
})

test('this machine can be looked at', async () => {
  for (const { path } of await listLines()) expect(path).toMatch(/^\/dev\//)
})
