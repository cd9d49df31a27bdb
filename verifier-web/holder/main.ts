/** Wires the holder's page to this device: what it keeps, and the verifier's data, which both pages of the folder share. */
import { keepInBrowser, worldsOf } from '../edges/bundle-keeping.ts'
import { fetchReaders } from '../edges/readers.ts'
import { DataTaker } from '../pages/take-data.ts'
import { isFramed } from '../edges/frame.ts'
import { chooseLanguage } from '../words/localize.ts'
import './holder-page.ts'
import { openHoldings } from './keep-holdings.ts'

await chooseLanguage(() => import('../words/holder-en.ts'))
const page = document.createElement('holder-page')
document.body.append(page)

// Without a secure context there is no cryptography, and in a frame the page around can lead a person's hand: the page
// says so, and does nothing else.
if (window.isSecureContext && !isFramed()) {
  page.keeping = await openHoldings()
  const worlds = worldsOf(
    document.querySelector<HTMLMetaElement>('meta[name="greengate-worlds"]')?.content,
  )
  const taker = new DataTaker(keepInBrowser(new URL('./bundle/', location.href), worlds))
  const kept = await taker.start()
  page.bundle = kept.bundle
  if (kept.bundle !== undefined) page.bundle = (await taker.refresh(new Date())).bundle
  taker.poll(new AbortController().signal, ({ bundle }) => {
    page.bundle = bundle
  })
  // Last of all: what keeps the page for later is not to delay it now.
  const isKept =
    'serviceWorker' in navigator &&
    (await (await import('../offline/keep-offline.ts')).keepOffline())
  if (!isKept) fetchReaders(page.bundle)
}
