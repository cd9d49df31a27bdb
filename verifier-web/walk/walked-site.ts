/** The demo on a site, its codes as pictures in a folder, and nobody outside: what every walk through the verifier page begins with. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo, type Demo } from '../../cli/demo/main.ts'
import { openOutside, type Outside } from './outside.ts'
import { chooseWalk, type Person } from './people.ts'
import { codePng } from './pictures.ts'
import type { Shown } from './shown.ts'
import { openSite, type Site } from './site.ts'

/** A site that people walk through. */
export interface WalkedSite {
  readonly demo: Demo
  readonly site: Site
  readonly outside: Outside
  readonly folder: string
  /** One person for each kind of answer, under the name of that kind. */
  readonly walk: ReadonlyMap<string, Person>
  readonly person: (name: string) => Person
  /** The file of somebody's code. */
  readonly picture: (name: string) => string
  /** Whether a screen shows what somebody's code is answered with. */
  readonly shows: (name: string) => (shown: Shown) => boolean
  close(): Promise<void>
}

/** Opens it; `under` is the folder of the site that the page stands in. */
export async function openWalkedSite(under = ''): Promise<WalkedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-walk-'))
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: new Date() })
  const walk = chooseWalk(demo.people)
  const site = await openSite(under)
  const outside = await openOutside()
  await site.put('bundle/root.ggb', demo.rootBytes)
  await site.put('bundle/bundle.ggb', demo.bundleBytes)
  const person = (name: string): Person => {
    const found = walk.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const picture = (name: string): string => join(folder, `${name}.png`)
  for (const [name, { text }] of walk) await writeFile(picture(name), await codePng(text))
  return {
    ...{ demo, site, outside, folder, walk, person, picture },
    shows:
      (name) =>
      ({ outcome, reasons }) =>
        outcome === person(name).outcome && reasons.join() === person(name).reasons.join(),
    async close() {
      await site.close()
      await outside.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
