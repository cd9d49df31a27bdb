/** Wires the verifier page to its folder: the language of the browser, the root and the bundle that lie beside it. */
import { chooseLanguage } from './elements/language.ts'
import { fetchBundleFile } from './edges/bundle-fetch.ts'
import type { World } from 'greengate'
import { takeFolder, usualWorlds } from './pages/take-data.ts'
import './pages/verifier-page.ts'

const page = document.createElement('verifier-page')
page.language = chooseLanguage(navigator.languages)
// Whoever publishes the page names the worlds that it serves.
const named = document.querySelector<HTMLMetaElement>('meta[name="greengate-worlds"]')?.content
page.worlds =
  named === undefined
    ? usualWorlds
    : named.split(' ').filter((name): name is World => /^(?:test|demo|production)$/.test(name))
document.body.append(page)

const [rootBytes, bundleBytes] = await Promise.all([
  fetchBundleFile('./bundle/root.ggb'),
  fetchBundleFile('./bundle/bundle.ggb'),
])
// Without a secure context there is no cryptography: the page says so, and has no data.
page.data = window.isSecureContext
  ? await takeFolder(rootBytes, bundleBytes, new Date(), page.worlds)
  : {}
