/** Wires the embedded verifier to its folder and to the page around it, as the published page names them. */
import { keepInBrowser, worldsOf } from '../edges/bundle-keeping.ts'
import { chooseLanguage, languageTag } from '../elements/language.ts'
import { DataTaker } from '../pages/take-data.ts'
import { announce, namedParents } from './announcement.ts'
import './embedded-page.ts'

const named = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="greengate-${name}"]`)?.content

const page = document.createElement('embedded-page')
page.language = chooseLanguage(navigator.languages)
document.documentElement.lang = languageTag[page.language]
const ruleSet = named('rule-set')
if (ruleSet !== undefined && ruleSet !== '') page.ruleSet = ruleSet

// A page that stands alone is its own parent. Nothing is ever taken from the page around: it is told, and never asked.
const around = window.parent === window ? undefined : window.parent
const parents = namedParents(named('parents'))
page.addEventListener('embedded-decision', ({ detail }) => {
  announce(detail.decision, around, parents)
})
document.body.append(page)

if (window.isSecureContext) {
  const folder = new URL('../bundle/', location.href)
  const taker = new DataTaker(keepInBrowser(folder, worldsOf(named('worlds'))))
  const kept = await taker.start()
  page.bundle = kept.bundle
  // What was kept decides at once; only a first visit waits for the server.
  page.isReading = kept.bundle !== undefined && kept.bundle.snapshot === undefined
  page.bundle = (await taker.refresh(new Date())).bundle
  page.isReading = false
  taker.poll(new AbortController().signal, ({ bundle }) => {
    page.bundle = bundle
  })
}
