/** Sticks that somebody made to lead elsewhere. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJournal } from '../journal/open-journal.ts'
import { exportJournal } from './export-journal.ts'
import { folderOnStick, listReceipts } from './stick-files.ts'

let top: string
let stick: string
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  stick = join(top, 'stick')
  await mkdir(stick)
  await writeFile(join(top, 'victim'), 'as it was')
})
afterEach(() => rm(top, { recursive: true }))

const exported = async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = {
    sign: (bytes: Uint8Array) => Promise.resolve(new Uint8Array(sign(null, bytes, privateKey))),
  }
  const folder = join(top, 'journal')
  const opened = await openJournal({ folder, station: 'gate', log: () => undefined }, new Date(0))
  try {
    const carried = { journal: opened.source, station: 'gate', signer, now: () => new Date() }
    return await exportJournal(stick, carried)
  } finally {
    await opened.journal.close()
  }
}

test('a link in place of a file that is written leads nowhere', async () => {
  const folder = folderOnStick(stick, 'gate')
  await mkdir(folder)
  for (const name of ['manifest.jws', 'manifest.jws.new'])
    await symlink(join(top, 'victim'), join(folder, name))
  expect(await exported()).toMatchObject({ segments: 1 })
  expect(await readFile(join(top, 'victim'), 'utf8')).toBe('as it was')
  expect(await readFile(join(folder, 'manifest.jws'), 'utf8')).not.toBe('as it was')
})

test('a link in place of the folder is refused, and nothing is written behind it', async () => {
  await mkdir(join(top, 'elsewhere'))
  await symlink(join(top, 'elsewhere'), folderOnStick(stick, 'gate'))
  await expect(exported()).rejects.toMatchObject({ code: 'ERR_STATION_JOURNAL' })
  expect(await readdir(join(top, 'elsewhere'))).toEqual([])
})

test('a link is no receipt', async () => {
  await symlink(join(top, 'victim'), join(stick, 'gate-00000001-00000000.1-2.receipt'))
  await writeFile(join(stick, 'gate-00000001-00000000.3-4.receipt'), '')
  expect(await listReceipts(stick)).toEqual([
    { segment: 'gate-00000001-00000000', first: 3, last: 4 },
  ])
})
