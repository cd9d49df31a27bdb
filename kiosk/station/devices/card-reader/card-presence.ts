/** Follows one card from the moment it is laid on an SDT reader until it is lifted, and reads it once. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Card } from 'greengate'
import type { CardAdvice } from '../../../shared/kiosk-api.ts'
import type { CardHappening } from '../device.ts'
import { readCardText } from './card-text.ts'
import type { Asked } from './sdt-exchange.ts'
import type { command } from './sdt-frame.ts'

type Ask = (name: Parameters<typeof command>[0]) => Promise<Asked>

/** What a look at the reader says of the reader itself. */
export type Look = 'well' | Extract<Asked['means'], 'silent' | 'damaged' | 'gone' | 'broken'>

/** What lies on the reader. */
type Place =
  | { readonly is: 'empty' }
  /** It was read; only a keyed hash of its number is kept, to know it again. */
  | { readonly is: 'read'; readonly card: string; readonly missed: number }
  /** It was not read, and must be lifted. */
  | { readonly is: 'refused' }

const empty: Place = { is: 'empty' }
/** A card that was not there so often in a row has been lifted: once may be a bad contact. */
const missesOfLifted = 2
/** For so long a second card that does not agree with itself counts as the same one. */
const sameCardMs = 30_000
/** Damaged replies are asked for again so often. */
const mostTries = 3

export interface CardPresenceOptions {
  readonly ask: Ask
  readonly tell: (happening: CardHappening) => void
  readonly monotonicMs: () => number
  /** Reads each card a second time, and takes it only where both are alike. */
  readonly readsTwice: boolean
}

/** Starts with nothing on the reader. */
export function followCards({ ask, tell, monotonicMs, readsTwice }: CardPresenceOptions) {
  const key = randomBytes(32)
  let place: Place = empty
  /** Whether the reader can say that a card still lies there: not all know the command. */
  let tellsLying: 'yes' | 'not-now' | 'never' = 'yes'
  let malformedAt = -Infinity

  const nameOf = ({ type, number }: Card) =>
    createHmac('sha256', key).update(`${type}:${number}`).digest('hex')
  const refuse = (advice: CardAdvice): Look => {
    if (place.is === 'read') tell({ happening: 'removed' })
    place = { is: 'refused' }
    tell({ happening: 'advice', advice })
    return 'well'
  }
  const miss = (): Look => {
    if (place.is !== 'read') place = empty
    else if (place.missed + 1 < missesOfLifted) place = { ...place, missed: place.missed + 1 }
    else leave()
    return 'well'
  }
  const leave = () => {
    if (place.is === 'read') tell({ happening: 'removed' })
    place = empty
  }

  /** Whether the card that was read answers still; undefined: nobody can say. */
  const isLying = async (): Promise<boolean | undefined | Look> => {
    const answer = await ask('read-management')
    switch (answer.means) {
      case 'done':
        answer.data.fill(0)
        return true
      case 'absent':
        return true
      case 'card':
      case 'no-card':
        return false
      case 'silent':
      case 'gone':
      case 'broken':
        return answer.means
      default:
        tellsLying = answer.means === 'unknown-command' ? 'never' : 'not-now'
        return undefined
    }
  }

  const look = async (): Promise<Look> => {
    if (place.is === 'read' && tellsLying === 'yes') {
      const lying = await isLying()
      if (typeof lying === 'string') return lying
      if (lying === true) {
        place = { ...place, missed: 0 }
        return 'well'
      }
    }
    const found = await ask('find-card')
    if (found.means === 'no-card') return miss()
    if (found.means !== 'found') return lookOf(found)
    // It lies there still, on a reader that finds it again and again.
    if (place.is === 'refused') return 'well'
    if (place.is === 'read' && tellsLying !== 'yes' && place.missed === 0) return 'well'
    return take()
  }

  const take = async (): Promise<Look> => {
    const selected = await ask('select-card')
    if (selected.means !== 'done') return refuseFor(selected)
    selected.data.fill(0)
    const text = await readText()
    if (!(text instanceof Uint8Array)) return refuseFor(text)
    if (readsTwice) {
      const again = await readText()
      const isSame = again instanceof Uint8Array && Buffer.compare(text, again) === 0
      if (again instanceof Uint8Array) again.fill(0)
      if (!isSame) {
        text.fill(0)
        return refuseFor(again instanceof Uint8Array ? { means: 'damaged' } : again)
      }
    }
    const read = readCardText(text)
    switch (read.read) {
      case 'card':
        return accept(read.card)
      case 'wrong-kind':
        return refuse('wrong-kind')
      case 'malformed': {
        // Once it may be the line; twice it is the card.
        const isSecond = monotonicMs() - malformedAt < sameCardMs
        malformedAt = isSecond ? -Infinity : monotonicMs()
        return refuse(isSecond ? 'not-authentic' : 'place-again')
      }
    }
  }

  const readText = async (): Promise<Uint8Array | Asked> => {
    for (let tries = 1; ; tries++) {
      const answer = await ask('read-base')
      if (answer.means === 'done') return answer.data
      if (!isDisturbed(answer) || tries === mostTries) return answer
      if (tries === 1) tell({ happening: 'advice', advice: 'hold-still' })
    }
  }

  const accept = (card: Card): Look => {
    malformedAt = -Infinity
    const name = nameOf(card)
    const isSame = place.is === 'read' && place.card === name
    if (!isSame) {
      leave()
      tell({ happening: 'read', card })
    }
    place = { is: 'read', card: name, missed: 0 }
    if (tellsLying === 'not-now') tellsLying = 'yes'
    return 'well'
  }

  /** The card was on the reader, and was not read. */
  const refuseFor = (answer: Asked): Look => {
    if (answer.means === 'gone' || answer.means === 'broken') return answer.means
    if (answer.means === 'absent') return refuse('wrong-kind')
    refuse(answer.means === 'card' ? answer.advice : 'place-again')
    return answer.means === 'card' || answer.means === 'no-card' ? 'well' : lookOf(answer)
  }

  return {
    /** One look; the next comes after a pause. */
    look,
    /** The reader was away, and may be another now: nothing is known of what lies on it. */
    forget() {
      leave()
      tellsLying = 'yes'
    },
  }
}

function lookOf(answer: Asked): Look {
  switch (answer.means) {
    case 'silent':
    case 'gone':
    case 'broken':
      return answer.means
    default:
      return 'damaged'
  }
}

function isDisturbed({ means }: Asked): boolean {
  return means === 'again' || means === 'damaged' || means === 'unexpected'
}
