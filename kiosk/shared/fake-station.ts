/** A station without a gate for tests: it answers what it is told to, and remembers what it was asked. */
import {
  KioskRefusal,
  type Carried,
  type KioskApi,
  type KioskEvent,
  type RefusalCode,
  type ShownDecision,
  type StationStatus,
  type StaffAsk,
} from './kiosk-api.ts'
import { defaultSettings } from './screen-settings.ts'
import type { StaffActName, StaffAnswers, StaffSession } from './staff-api.ts'

/** The status that the fake has at first. */
export const fakeStatus: StationStatus = {
  station: 'fake-1',
  lane: '1',
  purpose: { zh: '测试', en: 'Test' },
  world: 'test',
  ruleSet: { id: 'fake', version: 3, title: { zh: '规则', en: 'Rules' } },
  bundleVersion: 5,
  service: 'open',
  gate: 'closed',
  reads: { code: false, card: false },
  settings: defaultSettings,
  handover: true,
}

/** A decision as the screen gets it. */
export const fakeStop: ShownDecision = {
  outcome: 'stop',
  reasons: [{ code: 'rule-stop', rule: { set: 'fake', version: 3, no: 7 } }],
  rule: { set: 'fake', version: 3, no: 7, title: { zh: '规则', en: 'Rules' } },
  appeal: '1234567895',
  awaits: null,
}

/** The fake and its strings. */
export interface FakeStation extends KioskApi {
  readonly asked: readonly unknown[]
  readonly listeners: number
  /** The next presentations are answered with this: a decision, a refusal, a fault, or nothing at all. */
  answer: ShownDecision | RefusalCode | Error | 'silence'
  /** Whatever is carried to it becomes this: an answer, a refusal, or nothing at all. */
  carried: Carried | RefusalCode | 'silence'
  /** Whoever signs in becomes this. */
  signsIn: StaffSession | RefusalCode | KioskRefusal
  /** What staff are answered, act by act; what is not here is refused as not allowed. */
  staffAnswers: Partial<StaffAnswers>
  tell(event: KioskEvent): void
}

/** Makes a fake station. */
export function fakeStation(): FakeStation {
  const listeners = new Set<(event: KioskEvent) => void>()
  const asked: unknown[] = []
  const take = (bytes: Uint8Array, become: FakeStation['carried']): Promise<Carried> => {
    asked.push(bytes)
    if (become === 'silence') return new Promise(() => undefined)
    return typeof become === 'string'
      ? Promise.reject(new KioskRefusal(become))
      : Promise.resolve(become)
  }
  return {
    asked,
    answer: fakeStop,
    carried: { state: 'nothing-new' },
    signsIn: 'wrong-pin',
    staffAnswers: {},
    get listeners() {
      return listeners.size
    },
    status: () => Promise.resolve(fakeStatus),
    present(texts) {
      asked.push(texts)
      const { answer } = this
      if (answer instanceof Error) return Promise.reject(answer)
      if (answer === 'silence') return new Promise(() => undefined)
      return typeof answer === 'string'
        ? Promise.reject(new KioskRefusal(answer))
        : Promise.resolve(answer)
    },
    camera(state) {
      asked.push(state)
      return Promise.resolve(null)
    },
    takeFrame(frame) {
      return take(frame, this.carried)
    },
    takeFile(bytes) {
      return take(bytes, this.carried)
    },
    callStaff() {
      asked.push('callStaff')
      return Promise.resolve(null)
    },
    group(size) {
      asked.push({ group: size })
      return Promise.resolve(size === 1 ? null : { shown: 0, of: size })
    },
    signIn(who) {
      asked.push(who)
      const { signsIn } = this
      if (signsIn instanceof KioskRefusal) return Promise.reject(signsIn)
      return typeof signsIn === 'string'
        ? Promise.reject(new KioskRefusal(signsIn))
        : Promise.resolve(signsIn)
    },
    staff<A extends StaffActName>(ask: StaffAsk<A>): Promise<StaffAnswers[A]> {
      asked.push(ask)
      const { [ask.act.act]: answer } = this.staffAnswers
      return answer === undefined
        ? Promise.reject(new KioskRefusal('not-allowed'))
        : Promise.resolve(answer)
    },
    listen(listener) {
      listeners.add(listener)
      listener({ kind: 'status', status: fakeStatus })
      return () => {
        listeners.delete(listener)
      }
    },
    tell(event) {
      for (const listener of listeners) listener(event)
    },
  }
}
