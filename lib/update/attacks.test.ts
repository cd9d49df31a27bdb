/** Every attack on a bundle, over a store on the disk: refused by its code, and after a start all is as it was. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attacks } from '../testing/attacks.ts'
import { clock } from '../testing/world.ts'
import { fileStore } from './file-store.ts'
import { openBundle } from './open-bundle.ts'

const all = await attacks()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-attacks-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each(all.map((attack, at) => [attack.clause, attack.name, attack, at] as const))(
  '%s: %s',
  async (_clause, _name, { root, given, offered, now, code }, at) => {
    const store = fileStore(join(folder, String(at)))
    const open = () => openBundle({ root, store, worlds: ['test'] })
    const opened = await open()
    for (const bytes of given)
      expect(await opened.takeFile(bytes, clock)).toMatchObject({ state: 'updated' })
    const { digest } = opened.bundle
    expect(await opened.takeFile(offered, now)).toMatchObject({ state: 'refused', code })
    expect([opened.bundle.digest, (await open()).bundle.digest]).toEqual([digest, digest])
    expect(await opened.proofs()).toHaveLength(code === 'ERR_BUNDLE_EQUIVOCATION' ? 1 : 0)
  },
)
