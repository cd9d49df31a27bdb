/** The attendant: takes what the camera sees and what staff hand over to the station, and keeps what the screen knows up to date. */
import {
  KioskRefusal,
  type CameraState,
  type KioskApi,
  type KioskEvent,
} from '../shared/kiosk-api.ts'
import { firstFacts, type Notice, type ScreenFacts } from './screen-facts.ts'
import { carryUpdates, type UpdateTimes } from './update-carrier.ts'

/** How long things stay; all in milliseconds. */
export interface Times extends UpdateTimes {
  readonly passMs: number
  /** Every other outcome has a reason to be read. */
  readonly otherMs: number
  /** How often the station is asked whether it is still there. */
  readonly beatMs: number
  /** The next person finds the screen in its own language again. */
  readonly languageMs: number
  /** Staff who went away leave the screen to the travellers. */
  readonly handingMs: number
}

/** Three seconds for a pass, six for everything else. */
export const times: Times = {
  passMs: 3_000,
  otherMs: 6_000,
  beatMs: 5_000,
  languageMs: 60_000,
  handingMs: 60_000,
  resultMs: 15_000,
  holdMs: 6_000,
}

/** What the camera and the person at the screen may do. */
export interface Attendant {
  /** New texts are in view, all of one frame. */
  readonly see: (texts: readonly string[]) => void
  readonly camera: (state: CameraState) => void
  /** A code of an update is in view. */
  readonly frame: (bytes: Uint8Array) => void
  readonly switchLanguage: () => void
  /** Staff begin to hand a file over, or are done with it. */
  readonly handOver: (begins: boolean) => void
  readonly file: (file: Pick<Blob, 'size' | 'arrayBuffer'>) => void
  readonly close: () => void
}

/** Attends to one screen until it is closed. */
export function attend(
  api: KioskApi,
  onFacts: (facts: ScreenFacts) => void,
  { passMs, otherMs, beatMs, languageMs, handingMs, ...updateTimes }: Times = times,
): Attendant {
  let facts = firstFacts
  let asking = false
  let clearing: ReturnType<typeof setTimeout> | undefined
  let reverting: ReturnType<typeof setTimeout> | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined

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
    carrier.withdraw()
    handOver(false)
    withdraw({ link: 'lost' })
  }

  const handOver = (begins: boolean) => {
    clearTimeout(leaving)
    know({ handing: begins && facts.status?.handover === true })
    if (begins)
      leaving = setTimeout(() => {
        handOver(false)
      }, handingMs)
  }

  const carrier = carryUpdates(
    api,
    (update) => {
      know({ update })
    },
    lose,
    updateTimes,
  )

  const hear = (event: KioskEvent) => {
    if (event.kind === 'lost') {
      lose()
      return
    }
    if (event.kind === 'update') {
      carrier.hear(event.update)
      return
    }
    if (event.kind !== 'status') return
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
    frame(bytes) {
      if (facts.link === 'up') carrier.frame(bytes)
    },
    handOver(begins) {
      // Whoever closes it has read what became of the last one.
      if (!begins) carrier.withdraw()
      handOver(begins)
    },
    file(file) {
      if (facts.link !== 'up' || facts.status?.handover !== true) return
      carrier.file(file)
      if (facts.handing) handOver(true)
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
      clearTimeout(leaving)
      carrier.close()
    },
  }
}
