/** Starts the fleet page: the one element, and the collector that it asks. */
import { chooseLanguage } from '../../../verifier-web/elements/language.ts'
import type { FleetState } from '../fleet-state.ts'
import './fleet-page.ts'

const page = document.createElement('fleet-page')
document.body.append(page)
page.begin(
  {
    async ask(signal) {
      const answer = await fetch('fleet.json', { signal, cache: 'no-store' })
      if (!answer.ok) throw new Error(`the collector answers ${answer.status}`)
      return (await answer.json()) as FleetState
    },
  },
  chooseLanguage(navigator.languages),
  () => import('./fleet-charts.ts'),
)
