/** The demo's departments: they push about whoever applied at the desk, over HTTP and with the keys of their sources. */
import { applicants } from '../../desk/people/applicants.ts'
import { personWire } from '../../desk/http/person-wire.ts'
import type { RunningDesk } from '../../desk/start-desk.ts'
import type { DepartmentAct, DepartmentPush } from './department-act.ts'
import { instantText, sourceClient, type PushedRecord } from './source-client.ts'

/** What the page shows of them. */
export interface DepartmentsPicture {
  /** Where one applies. */
  readonly desk: string
  /** Names are masked; numbers never leave the desk and its departments. */
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly lastFour: string
    readonly outcome: 'pass' | 'check' | 'stop' | null
  }[]
  /** The codes of sign-ins that are under way, the newest first. */
  readonly codes: readonly { readonly contact: string; readonly code: string }[]
}

/** The departments at work. */
export interface Departments {
  picture(): DepartmentsPicture
  /** Pushes; false: the desk did not take it, or nobody of this id applied. */
  act(act: DepartmentAct): Promise<boolean>
}

/** The codes of sign-ins, for as long as they are good. */
export interface ShownCodes {
  show(contact: string, code: string): void
  list(): DepartmentsPicture['codes']
}

const codeLifeMs = 5 * 60_000
const mostCodes = 5
const mostPeople = 50
const quarantineDays = 14
const dayMs = 86_400_000

/** Keeps the last few. */
export function keepCodes(now: () => Date): ShownCodes {
  let kept: readonly { readonly contact: string; readonly code: string; readonly end: number }[] =
    []
  const good = () => kept.filter(({ end }) => end > now().getTime())
  return {
    show(contact, code) {
      const others = good().filter((one) => one.contact !== contact)
      kept = [{ contact, code, end: now().getTime() + codeLifeMs }, ...others].slice(0, mostCodes)
    },
    list: () => good().map(({ contact, code }) => ({ contact, code })),
  }
}

/** Opens them. */
export function openDepartments(
  { url, desk, sources }: Pick<RunningDesk, 'url' | 'desk' | 'sources'>,
  { now, codes }: { readonly now: () => Date; readonly codes: ShownCodes },
): Departments {
  const clientOf = (id: string) => sourceClient(url, sources.get(id) ?? '')
  const hospital = clientOf('demo-hospital')
  const control = clientOf('demo-control')
  return {
    picture: () => ({
      desk: `${url}/`,
      people: applicants(desk.store, mostPeople).map((person) => {
        const { id, name = '', lastFour, outcome = null } = personWire(desk.store, person)
        return { id, name, lastFour, outcome }
      }),
      codes: codes.list(),
    }),
    async act({ push, person: id }) {
      const person = applicants(desk.store, mostPeople).find((one) => one.id === id)
      if (person === undefined) return false
      const { idType, number } = person
      const at = now()
      const record: PushedRecord = {
        id: crypto.randomUUID(),
        recordedAt: instantText(at),
        person: { idType, number },
        ...said[push](at),
      }
      const { taken } = await (push === 'negative-test' ? hospital : control).records([record])
      return taken === 1
    },
  }
}

/** Days are those of the demo's city, as its rules count them. */
const dayOf = (at: Date, before = 0): string =>
  new Date(at.getTime() + 8 * 3_600_000 - before * dayMs).toISOString().slice(0, 10)

const said: Readonly<Record<DepartmentPush, (at: Date) => Pick<PushedRecord, 'kind' | 'fields'>>> =
  {
    'negative-test': (at) => ({
      kind: 'test',
      fields: { sampledAt: instantText(at), method: 'pcr', result: 'negative' },
    }),
    contact: (at) => ({ kind: 'contact', fields: { at: dayOf(at), closeness: 'close' } }),
    release: (at) => ({
      kind: 'quarantine',
      fields: { from: dayOf(at, quarantineDays), until: dayOf(at), completed: true },
    }),
  }
