/** The attendant: takes what people show and staff hand over to the station, and keeps what the screen knows up to date. */
import {
  KioskRefusal,
  type CameraState,
  type Group,
  type KioskApi,
  type KioskEvent,
  type ShownDecision,
  type StationStatus,
} from '../shared/kiosk-api.ts'
import { acceptsOf } from './accepts.ts'
import { times, type Times } from './attendant-times.ts'
import { firstFacts, type Notice, type ScreenFacts } from './screen-facts.ts'
import { carryUpdates } from './update-carrier.ts'

/** What the camera, the keyboard and the person at the screen may do. */
export interface Attendant {
  /** New texts are in view, all of one frame. */
  readonly see: (texts: readonly string[]) => void
  /** A scanner has typed a text. */
  readonly type: (text: string) => void
  readonly camera: (state: CameraState) => void
  /** A code of an update is in view. */
  readonly frame: (bytes: Uint8Array) => void
  readonly switchLanguage: () => void
  readonly callStaff: () => void
  /** Somebody begins to say how many they are, or leaves it. */
  readonly choose: (begins: boolean) => void
  /** So many people go through together; 1 ends it. */
  readonly group: (size: number) => void
  /** Staff begin to hand a file over, or are done with it. */
  readonly handOver: (begins: boolean) => void
  readonly file: (file: Pick<Blob, 'size' | 'arrayBuffer'>) => void
  readonly close: () => void
}

type Timers = 'notice' | 'language' | 'handing' | 'choosing' | 'call'

/** Attends to one screen until it is closed. */
export function attend(
  api: KioskApi,
  onFacts: (facts: ScreenFacts) => void,
  given: Times = times,
): Attendant {
  const { beatMs, languageMs, handingMs, adviceMs, passedMs, choosingMs, callMs } = given
  let facts = firstFacts
  let asking = false
  const timers = new Map<Timers, ReturnType<typeof setTimeout>>()

  const know = (news: Partial<ScreenFacts>) => {
    facts = { ...facts, ...news }
    const { card, code } = acceptsOf(facts)
    const had = { card: facts.had.card || card !== null, code: facts.had.code || code !== null }
    if (had.card !== facts.had.card || had.code !== facts.had.code) facts = { ...facts, had }
    onFacts(facts)
  }
  const stop = (timer: Timers) => {
    clearTimeout(timers.get(timer))
    timers.delete(timer)
  }
  const after = (timer: Timers, ms: number, act: () => void) => {
    stop(timer)
    timers.set(timer, setTimeout(act, ms))
  }

  const show = (notice: Notice, ms: number) => {
    // A line that broke meanwhile takes the answer with it, and so does a gate that was closed or held: it must not
    // come up when that is over.
    if (facts.link !== 'up' || facts.status?.service !== 'open') return
    stop('choosing')
    know({ notice, noticeEnds: performance.now() + ms, choosing: false })
    after('notice', ms, () => {
      know({ notice: undefined })
    })
  }
  const showDecision = (decision: ShownDecision) => {
    const { link, status } = facts
    if (link !== 'up' || status?.service !== 'open') return
    const { awaits, group, outcome } = decision
    // One that is complete is none any more, and the station has said so before.
    if (group !== undefined) know({ group: group.shown < group.of ? group : null })
    show({ kind: 'decision', decision }, awaits?.ms ?? status.settings.dwellMs[outcome])
  }

  /** Whatever was shown is no longer the station's word, not even when it is there again. */
  const withdraw = (news: Partial<ScreenFacts>) => {
    stop('notice')
    stop('choosing')
    know({ ...news, notice: undefined, choosing: false })
  }
  const lose = () => {
    carrier.withdraw()
    handOver(false)
    withdraw({ link: 'lost', group: null })
    // Nobody has heard it: whoever calls again must be able to.
    if (facts.call === 'asked') called('unheard')
  }
  const choose = (begins: boolean) => {
    stop('choosing')
    know({ choosing: begins })
    if (begins)
      after('choosing', choosingMs, () => {
        choose(false)
      })
  }
  const handOver = (begins: boolean) => {
    stop('handing')
    know({ handing: begins && facts.status?.handover === true })
    if (begins)
      after('handing', handingMs, () => {
        handOver(false)
      })
  }

  const carrier = carryUpdates(
    api,
    (update) => {
      know({ update })
    },
    lose,
    given,
  )

  const learn = (status: StationStatus) => {
    const isFirst = facts.status === undefined
    const news = { link: 'up', status, ...(isFirst && { language: status.settings.language }) }
    if (status.service === 'open') know(news as Partial<ScreenFacts>)
    else withdraw({ ...(news as Partial<ScreenFacts>), group: null })
  }
  const hear = (event: KioskEvent) => {
    switch (event.kind) {
      case 'lost':
        lose()
        return
      case 'status':
        learn(event.status)
        return
      case 'update':
        carrier.hear(event.update)
        return
      case 'shown':
        showDecision(event.decision)
        return
      case 'card':
        show({ kind: 'card', advice: event.advice }, adviceMs)
        return
      case 'staff-called':
        // From another screen of this station, too.
        called('heard')
        return
      case 'group':
        know({ group: event.group })
        return
      case 'passage': {
        const { passage } = event
        if (passage === 'passed') leaveSoon()
        else if (passage !== 'granted') show({ kind: 'passage', passage }, adviceMs)
      }
    }
  }
  const called = (call: 'heard' | 'unheard') => {
    know({ call })
    after('call', callMs, () => {
      know({ call: 'none' })
    })
  }
  /** Who is through needs the screen no longer, and the next one does. */
  const leaveSoon = () => {
    const { notice, noticeEnds } = facts
    if (notice?.kind !== 'decision' || notice.decision.outcome !== 'pass') return
    if (noticeEnds - performance.now() > passedMs) show(notice, passedMs)
  }

  /** Asks; a refusal is dealt with, and everything else is a fault of ours. */
  const ask = async <T>(
    asking: Promise<T>,
    then: (answer: T) => void,
    refused: (code: KioskRefusal['code']) => void,
  ): Promise<void> => {
    let answer: T
    try {
      answer = await asking
    } catch (error) {
      if (!(error instanceof KioskRefusal)) throw error
      if (error.code === 'lost') lose()
      else refused(error.code)
      return
    }
    then(answer)
  }

  const present = (texts: readonly string[]) => {
    // One person at a time: what comes into view while a code is being decided must be shown again.
    if (asking || facts.link !== 'up' || facts.status?.service !== 'open') return
    asking = true
    const { unreadable } = facts.status.settings.dwellMs
    // Whatever the refusal: what is shown is somebody else's, and a closed gate covers this by itself.
    void ask(api.present(texts), showDecision, () => {
      show({ kind: 'failed' }, unreadable)
    }).finally(() => {
      asking = false
    })
  }

  const unlisten = api.listen(hear)
  const beating = setInterval(() => void ask(api.status(), learn, lose), beatMs)

  return {
    see(texts) {
      if (facts.status?.settings.camera === true) present(texts)
    },
    type(text) {
      if (facts.status?.settings.wedge !== true) return
      if (!facts.hasTyped) know({ hasTyped: true })
      present([text])
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
    callStaff() {
      if (facts.link !== 'up' || facts.call === 'asked') return
      know({ call: 'asked' })
      void ask(
        api.callStaff(),
        () => {
          called('heard')
        },
        () => {
          called('unheard')
        },
      )
    },
    choose(begins) {
      const most = facts.status?.settings.mostInGroup ?? 1
      choose(begins && most > 1)
    },
    group(size) {
      if (facts.link !== 'up') return
      const became = (group: Group | null) => {
        stop('choosing')
        know({ group, choosing: false })
      }
      void ask(api.group(size), became, () => {
        choose(false)
      })
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
      const first = facts.status?.settings.language ?? firstFacts.language
      const language = facts.language === 'zh' ? 'en' : 'zh'
      know({ language })
      stop('language')
      if (language !== first)
        after('language', languageMs, () => {
          know({ language: first })
        })
    },
    close() {
      unlisten()
      clearInterval(beating)
      for (const timer of timers.values()) clearTimeout(timer)
      carrier.close()
    },
  }
}
