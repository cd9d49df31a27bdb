/** Hands codes of others to Chromium, which measures them against the floor. */
import { readFileSync } from 'node:fs'
import { base64, measureInChromium, type FromChromium } from './browser.ts'
import {
  foreign,
  foreignCodes,
  foreignNow,
  vectorBundle,
  type ForeignName,
} from './foreign-codes.ts'
import type { ForeignLoad } from './foreign-in-browser.ts'
import { itemsOf, type Plan } from './pairs.ts'

/** Measures one format. */
export const foreignInChromium = async (name: ForeignName, plan: Plan): Promise<FromChromium> => {
  const warm: Plan = { rounds: 1, batches: 20, batch: 50 }
  const { bundle, key } = foreign[name]
  const load: ForeignLoad = {
    plan,
    warm,
    now: foreignNow.toISOString(),
    name,
    root: base64(vectorBundle('root')),
    bundle: base64(bundle),
    key: { ...key.jwk },
    texts: foreignCodes(name, itemsOf(warm) + itemsOf(plan)),
    fflate: readFileSync(new URL('node_modules/fflate/esm/browser.js', import.meta.url), 'utf8'),
  }
  return measureInChromium(new URL('foreign-in-browser.ts', import.meta.url), load)
}
