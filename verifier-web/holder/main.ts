/** Wires the holder's page to this device: what it keeps, and the verifier's data, which both pages of the folder share. */
import { keepInBrowser, worldsOf } from '../edges/bundle-keeping.ts'
import { DataTaker } from '../pages/take-data.ts'
import { chooseLanguage } from '../words/localize.ts'
import './holder-page.ts'
import { openHoldings } from './keep-holdings.ts'

await chooseLanguage(() => import('../words/holder-en.ts'))
const page = document.createElement('holder-page')
page.keeping = await openHoldings()
document.body.append(page)

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
