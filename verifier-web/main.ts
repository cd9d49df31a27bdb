/** Wires the verifier page to its folder: the language, the root and the bundle that lie beside it, and its keeping. */
import { keepInBrowser, worldsOf } from './edges/bundle-keeping.ts'
import { fetchReaders } from './edges/readers.ts'
import { canFetch, fetchDeciding, fetchReading } from './pages/fetch-part.ts'
import { DataTaker, type VerifierData } from './pages/take-data.ts'
import './pages/verifier-page.ts'
import { chooseLanguage } from './words/localize.ts'

/** Whoever publishes the page names the worlds that it serves. */
const named = document.querySelector<HTMLMetaElement>('meta[name="greengate-worlds"]')?.content

// A function, and not the file itself: what is fetched while a file runs cannot use what is in it, and would bring it along.
async function start(): Promise<void> {
  const taker = new DataTaker(keepInBrowser(new URL('./bundle/', location.href), worldsOf(named)))
  // Without a secure context there is no cryptography: the page says so, and has no data.
  const keeping: Promise<VerifierData> = window.isSecureContext
    ? taker.start()
    : Promise.resolve({})
  await chooseLanguage(() => import('./words/en.ts'))
  const page = document.createElement('verifier-page')
  page.taker = taker
  document.body.append(page)
  const kept = await keeping
  if (window.isSecureContext && kept.bundle !== undefined) {
    // What was kept decides at once; only a first visit waits for the server.
    if (kept.bundle.snapshot !== undefined) page.data = kept
    page.data = await taker.refresh(new Date())
    taker.poll(new AbortController().signal, (data) => {
      page.data = data
    })
  } else page.data = kept
  // All that decides and reads: to be there when the network is not, or a newer version has taken this one's place.
  const fetchAhead = (): void => {
    fetchReaders(page.data?.bundle)
    for (const part of [fetchDeciding, fetchReading]) void canFetch(part)
  }
  // Last of all: what keeps the page for later is not to delay it now.
  const isKept =
    window.isSecureContext &&
    'serviceWorker' in navigator &&
    (await (await import('./offline/keep-offline.ts')).keepOffline(fetchAhead))
  if (!isKept) fetchAhead()
}

void start()
