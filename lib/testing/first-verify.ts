/** Run as a process of its own: what a verifier still loads, and how long it takes, when a format is first shown. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { acceptBundle, allFormats, pinRoot, verify, warmUp } from 'greengate'

/** A code, and the world that it is of. */
export interface FirstShown {
  readonly root: string
  readonly bundle: string
  readonly acceptedAt: string
  readonly texts: string | readonly string[]
  readonly now: string
  readonly ruleSet: string
}

/** What became of it. */
export interface FirstSeen {
  readonly outcome: string
  readonly loaded: number
  readonly ms: number
}

const [isWarm, shown] = JSON.parse(process.argv[2] ?? '') as [boolean, readonly FirstShown[]]
const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../test-vectors/bundle/${name}`, import.meta.url)))

let loaded = 0
registerHooks({
  load: (url, context, next) => {
    loaded += 1
    return next(url, context)
  },
})
const seen: FirstSeen[] = []
for (const { root, bundle: name, acceptedAt, texts, now, ruleSet } of shown) {
  const pinned = await pinRoot(read(root), { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, read(name), new Date(acceptedAt))
  if (isWarm) await warmUp(bundle, allFormats)
  loaded = 0
  const start = performance.now()
  const context = { ruleSet }
  const { outcome } = await verify(texts, {
    bundle,
    now: new Date(now),
    context,
    formats: allFormats,
  })
  seen.push({ outcome, loaded, ms: performance.now() - start })
}
process.stdout.write(JSON.stringify(seen))
