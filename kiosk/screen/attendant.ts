/** The attendant: takes what the camera sees to the station, and keeps what the screen knows up to date. */
import {
  KioskRefusal,
  type CameraState,
  type KioskApi,
  type KioskEvent,
} from '../shared/kiosk-api.ts'
import { firstFacts, type Notice, type ScreenFacts } from './screen-facts.ts'

/** How long things stay; all in milliseconds. */
export interface Times {
  readonly passMs: number
  /** Every other outcome has a reason to be read. */
  readonly otherMs: number
  /** How often the station is asked whether it is still there. */
  readonly beatMs: number
  /** The next person finds the screen in its own language again. */
  readonly languageMs: number
}

/** Three seconds for a pass, six for everything else. */
export const times: Times = { passMs: 3_000, otherMs: 6_000, beatMs: 5_000, languageMs: 60_000 }

/** What the camera and the person at the screen may do. */
export interface Attendant {
  /** New texts are in view, all of one frame. */
  readonly see: (texts: readonly string[]) => void
  readonly camera: (state: CameraState) => void
  readonly switchLanguage: () => void
  readonly close: () => void
}

/** Attends to one screen until it is closed. */
export function attend(
  api: KioskApi,
  onFacts: (facts: ScreenFacts) => void,
  { passMs, otherMs, beatMs, languageMs }: Times = times,
): Attendant {
  let facts = firstFacts
  let asking = false
  let clearing: ReturnType<typeof setTimeout> | undefined
  let reverting: ReturnType<typeof setTimeout> | undefined

  const know = (news: Partial<ScreenFacts>) => {
    facts = { ...facts, ...news }
    onFacts(facts)
  }

  const show = (notice: Notice) => {
    clearTimeout(clearing)
    know({ notice })
    const passes = notice.kind === 'decision' && notice.decision.outcome === 'pass'
    clearing = setTimeout(
      () => {
        know({ notice: undefined })
      },
      passes ? passMs : otherMs,
    )
  }

  /** Whatever was shown is no longer the station's word, not even when it is there again. */
  const withdraw = (news: Partial<ScreenFacts>) => {
    clearTimeout(clearing)
    know({ ...news, notice: undefined })
  }
  const lose = () => {
    withdraw({ link: 'lost' })
  }

  const hear = (event: KioskEvent) => {
    if (event.kind === 'lost') {
      lose()
      return
    }
    const { status } = event
    if (status.service === 'open') know({ link: 'up', status })
    else withdraw({ link: 'up', status })
  }

  const decide = async (texts: readonly string[]) => {
    try {
      const decision = await api.present(texts)
      // A line that broke meanwhile takes the answer with it.
      if (facts.link === 'up') show({ kind: 'decision', decision })
    } catch (error) {
      if (!(error instanceof KioskRefusal)) throw error
      if (error.code === 'lost') lose()
      else if (error.code !== 'out-of-service') show({ kind: 'failed' })
    }
  }

  const beat = async () => {
    try {
      hear({ kind: 'status', status: await api.status() })
    } catch (error) {
      if (!(error instanceof KioskRefusal)) throw error
      lose()
    }
  }

  const unlisten = api.listen(hear)
  const beating = setInterval(() => void beat(), beatMs)

  return {
    see(texts) {
      // One person at a time: what comes into view while a code is being decided must be shown again.
      if (asking || facts.link !== 'up' || facts.status?.service !== 'open') return
      asking = true
      void decide(texts).finally(() => {
        asking = false
      })
    },
    camera(state) {
      if (state === facts.camera) return
      know({ camera: state })
      // For the station's log only: nothing here hangs on it.
      void api.camera(state).catch(() => undefined)
    },
    switchLanguage() {
      clearTimeout(reverting)
      const language = facts.language === 'zh' ? 'en' : 'zh'
      know({ language })
      if (language !== firstFacts.language)
        reverting = setTimeout(() => {
          know({ language: firstFacts.language })
        }, languageMs)
    },
    close() {
      unlisten()
      clearInterval(beating)
      clearTimeout(clearing)
      clearTimeout(reverting)
    },
  }
}
