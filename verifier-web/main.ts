/** Wires the verifier page to its folder: the language of the browser, the root and the bundle that lie beside it. */
import { keepInBrowser, worldsOf } from './edges/bundle-keeping.ts'
import { fetchReaders } from './edges/readers.ts'
import { DataTaker } from './pages/take-data.ts'
import './pages/verifier-page.ts'
import { chooseLanguage } from './words/localize.ts'

await chooseLanguage(() => import('./words/en.ts'))
const page = document.createElement('verifier-page')
// Whoever publishes the page names the worlds that it serves.
const worlds = worldsOf(
  document.querySelector<HTMLMetaElement>('meta[name="greengate-worlds"]')?.content,
)
document.body.append(page)

// Without a secure context there is no cryptography: the page says so, and has no data.
if (!window.isSecureContext) page.data = {}
else {
  const taker = new DataTaker(keepInBrowser(new URL('./bundle/', location.href), worlds))
  page.taker = taker
  const kept = await taker.start()
  // What was kept decides at once; only a first visit waits for the server.
  if (kept.bundle?.snapshot !== undefined) page.data = kept
  page.data = kept.bundle === undefined ? kept : await taker.refresh(new Date())
  taker.poll(new AbortController().signal, (data) => {
    page.data = data
  })
}
// Last of all: what keeps the page for later is not to delay it now.
const isKept =
  window.isSecureContext && 'serviceWorker' in navigator
    ? await (await import('./offline/keep-offline.ts')).keepOffline()
    : false
// Without it what reads other people's codes is fetched ahead, to be there when the network is not.
if (!isKept) fetchReaders(page.data.bundle)
