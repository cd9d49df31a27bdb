/** Tests of the static folder: every file that a client may ask for, nothing that names what is not there yet. */
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { decodeBundle } from '../bundle/container.ts'
import { nextRoot, release } from '../testing/releases.ts'
import { signedRoot } from '../testing/world.ts'
import { layOutBundle } from './lay-out-bundle.ts'

const shape = (path: string) => path.replace(/[\w-]{43}/g, 'x')

test('a folder has its roots, its timestamp, its snapshot, its members and the whole', async () => {
  const roots = [await signedRoot(), await nextRoot(2)]
  const container = await release(1, { roots })
  const files = await layOutBundle(container)
  expect(files.map(({ path, immutable }) => `${shape(path)} ${String(immutable)}`)).toEqual([
    'member/x.ggb true',
    'member/x.ggb true',
    'member/x.ggb true',
    'snapshot/x.ggb true',
    'root/1.ggb true',
    'root/2.ggb true',
    'bundle.ggb.gz false',
    'timestamp.ggb false',
  ])
  const documents = files
    .filter(({ path }) => path.endsWith('.ggb'))
    .flatMap(({ bytes }) => decodeBundle(bytes).documents)
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  expect(documents.toSorted(byName)).toEqual(decodeBundle(container).documents.toSorted(byName))
  const whole = files.find(({ path }) => path === 'bundle.ggb.gz')!
  expect(new Uint8Array(gunzipSync(whole.bytes))).toEqual(container)
})

test('what did not change has the name that it had', async () => {
  const paths = async (version: number) =>
    (await layOutBundle(await release(version))).map(({ path }) => path)
  const [before, after] = [await paths(1), await paths(2)]
  const kept = before.filter((path) => after.includes(path)).map(shape)
  expect(kept.toSorted()).toEqual([
    'bundle.ggb.gz',
    'member/x.ggb',
    'member/x.ggb',
    'root/1.ggb',
    'timestamp.ggb',
  ])
})
