/** A hotel's desk: the guest's card and the guest's code, one decision about both, and a check-in that only a pass allows. */
import {
  GreengateError,
  openStationKeys,
  verify,
  type Card,
  type Decision,
  type GroupKey,
  type StationKeys,
} from 'greengate'
import { GreengateDecision, GreengateScanner } from 'greengate/element'
import { httpSource, indexedDbStore, openBundle } from 'greengate/update'
import { followService } from './card-service.ts'
import { drawStays, keepStay } from './stays.ts'

const find = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`)
  return found
}
const shown = find('greengate-decision', GreengateDecision)
const field = find('#code', HTMLInputElement)
const cardState = find('#card', HTMLElement)
const checkIn = find('#check-in', HTMLButtonElement)
const table = find('tbody', HTMLTableSectionElement)
const ruleSet = find('meta[name="rule-set"]', HTMLMetaElement).content

// Kept in this browser with its floors: the desk decides while the network is away, and never goes back to older data.
const folder = new URL('bundle/', location.href)
const root = new Uint8Array(await (await fetch(new URL('root.ggb', folder))).arrayBuffer())
const store = indexedDbStore('hotel-desk')
const data = await openBundle({ root, store, source: httpSource(folder), worlds: ['demo'] })
// Only a first visit waits for the network.
if (data.bundle.snapshot === undefined) await data.refresh(new Date())
const signal = new AbortController().signal
void data.poll({ every: 300, now: () => new Date(), random: Math.random, signal })

// Of one guest, in memory, until the next one.
let card: Card | undefined
let text: string | undefined
let decision: Decision | undefined
let turn = 0

let groupKey: GroupKey | undefined
let opened: { readonly of: string; readonly keys: StationKeys } | undefined
/** What codes are compared with cards by; it comes sealed in the bundle, and is opened anew for each one. */
async function stationKeys(): Promise<StationKeys | undefined> {
  if (groupKey === undefined) return undefined
  const { bundle } = data
  if (opened?.of === bundle.digest) return opened.keys
  try {
    opened = { of: bundle.digest, keys: await openStationKeys(bundle, groupKey) }
    return opened.keys
  } catch (error) {
    // The bundle has none for this desk: no code passes without its card's tag, and the decision says why.
    if (error instanceof GreengateError) return undefined
    throw error
  }
}

function show(next: Decision | undefined): void {
  decision = next
  Object.assign(shown, { bundle: data.bundle, decision })
  // There is no default, and nothing else that opens.
  checkIn.disabled = decision?.outcome !== 'pass'
}

async function decide(): Promise<void> {
  const now = new Date()
  const mine = ++turn
  show(undefined)
  if (text === undefined) return
  const keys = await stationKeys()
  const decided = await verify(text, {
    bundle: data.bundle,
    now,
    context: { ruleSet, requireCard: true, ...(card !== undefined && { card }) },
    ...(keys !== undefined && { stationKeys: keys }),
  })
  // What was overtaken by another card, another code or the next guest is not shown.
  if (mine === turn) show(decided)
}

function forget(): void {
  turn++
  card = undefined
  text = undefined
  field.value = ''
  cardState.dataset['state'] = 'waiting'
  show(undefined)
  field.focus()
}

const finish = (): void => {
  if (decision !== undefined) keepStay(decision)
  drawStays(table)
  forget()
}

find('greengate-scanner', GreengateScanner).addEventListener('greengate-text', ({ detail }) => {
  text = detail.text
  void decide()
})
field.addEventListener('keydown', ({ key }) => {
  if (key !== 'Enter' || field.value === '') return
  text = field.value
  field.value = ''
  void decide()
})
shown.addEventListener('greengate-decision-expired', () => {
  checkIn.disabled = true
})
checkIn.addEventListener('click', finish)
find('#next', HTMLButtonElement).addEventListener('click', finish)

followService(find('meta[name="card-reader"]', HTMLMetaElement).content, {
  message(message) {
    if (message.kind === 'keys') {
      groupKey = message.groupKey
      cardState.dataset['state'] = card === undefined ? 'waiting' : 'read'
    } else if (message.kind === 'card') {
      // Another card is another guest, whose code is yet to come.
      if (card !== undefined && card.number !== message.card.number) text = undefined
      card = message.card
      cardState.dataset['state'] = 'read'
      void decide()
    }
    // Taken away, a card is still the guest's who stands here.
  },
  lost() {
    cardState.dataset['state'] = 'absent'
  },
})
drawStays(table)
field.focus()
