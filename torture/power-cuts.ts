/** The trial of power cuts: at every order to the disk, and again while what is left goes on, the store opens old or new, whole. */
import { fileStore, openBundle, type OpenBundle } from 'greengate/update'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'
import { release, rootBytes } from '../lib/testing/releases.ts'
import { PowerCut, SimDisk } from '../lib/testing/sim-disk.ts'
import { clock } from '../lib/testing/world.ts'

const seed = 17
/** Bundles that are taken up one after another, and the orders that a calm disk gets for each. */
const [releases, ordersOfOne] = [12, 10]

interface World {
  readonly root: Uint8Array
  readonly bundles: readonly Uint8Array[]
}

const openWorld = async (): Promise<World> => ({
  root: await rootBytes(),
  bundles: await Promise.all(Array.from({ length: releases }, (_, i) => release(i + 1))),
})

const open = ({ root }: World, disk: SimDisk): Promise<OpenBundle> => {
  const store = fileStore('store', { floorsFolder: 'floors', files: disk.files })
  return openBundle({ root, store, worlds: ['test'] })
}

const versionOf = ({ bundle }: OpenBundle): number => bundle.snapshot?.version ?? 0

/** Takes up what is newer than what is there, until the power fails; says what was in force last, as it was said. */
const takeAll = async (world: World, disk: SimDisk, before: number): Promise<number> => {
  let said = before
  try {
    const opened = await open(world, disk)
    for (const bytes of world.bundles.slice(versionOf(opened))) {
      const refreshed = await opened.takeFile(bytes, clock)
      if (refreshed.state === 'updated') said = refreshed.to.snapshot ?? 0
    }
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error
  }
  return said
}

/** Opens every disk that may be found after a cut. */
const lookAt = async (world: World, disk: SimDisk, said: number, lost: string[]) => {
  const left = disk.afterCrash()
  for (const after of left) {
    const opened = await open(world, after)
    const found = versionOf(opened)
    if (found !== said && found !== said + 1) lost.push(`${said} was said, ${found} was found`)
  }
  return left
}

const attempt = async (world: World, step: number, drawn: number): Promise<Attempt> => {
  const random = randomOf(drawn, step)
  const lost: string[] = []
  const disk = new SimDisk()
  disk.cutAt = step
  const said = await takeAll(world, disk, 0)
  if (disk.orders.length !== step) lost.push(`the disk got ${disk.orders.length} orders`)
  const left = await lookAt(world, disk, said, lost)
  let again = 0
  for (const after of disk.afterCrash()) {
    const version = versionOf(await open(world, after))
    // What it opened with may itself have been written while it opened.
    after.cutAt = after.orders.length + Math.floor(random() * 3 * ordersOfOne)
    const saidThen = await takeAll(world, after, version)
    again += (await lookAt(world, after, saidThen, lost)).length
  }
  return { lost, tally: { disks: left.length, again } }
}

export const powerCuts = (): Trial => {
  let world: Promise<World> | undefined
  return {
    name: 'power cuts',
    about:
      'power that fails at every write, fsync and rename of taking up twelve bundles, and again while what it left goes on: every disk that may be found then opens whole, with the bundle that was said to be kept or with the next',
    seed,
    count: releases * ordersOfOne,
    programs: ['torture/power-cuts.ts'],
    attempt: async (step, drawn = seed) => {
      world ??= openWorld()
      return attempt(await world, step, drawn)
    },
    shortOf: ({ disks = 0 }) => (disks > releases * ordersOfOne ? [] : [`only ${disks} disks`]),
    report: ({ disks = 0, again = 0 }) => [
      `Disks that were opened after a cut: ${disks.toLocaleString('en-GB')}; after a second cut: ${again.toLocaleString('en-GB')}.`,
    ],
  }
}
