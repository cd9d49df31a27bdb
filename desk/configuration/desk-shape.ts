/** The shape of desk.yaml: every member, what it is for, and what holds where it is absent. */
import { may, must, object, optional, section } from '../../kiosk/station/configuration/members.ts'
import { flag, list, number, path, text } from '../../kiosk/station/configuration/shape.ts'
import { defaultPeriods } from '../retention/periods.ts'
import { defaultTerms } from '../worklist/due-at.ts'
import { counterShape } from './counter-shape.ts'
import { signInShape } from './sign-in-shape.ts'

const idText = text(/^\S{1,200}$/, 'an id, such as cn-3301')
const sourceText = text(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a-z, 0-9 and -, 40 at most')
const hostText = text(/^[\w.:-]{1,255}$/, 'the name or address of this machine, such as 127.0.0.1')
const originText = text(/^https?:\/\/[^\s/]+$/, 'scheme and name, such as https://desk.example')
const dateText = text(/^\d{4}-\d\d-\d\d$/, "a day in quotes, such as '2026-10-01'")
const kindText = text(/^(?:\*|[a-z][a-z0-9-]{0,39})$/, 'a kind of fact, or *')
const lineText = text(/^\S.{0,199}$/, 'a line of text')
const periodText = text(
  new RegExp(
    `^(?:${Object.keys(defaultPeriods)
      .filter((name) => name !== 'facts')
      .join('|')}|facts\\.[a-z][a-z0-9-]{0,39})$`,
  ),
  'codes, held, matters, remarks, sessions, people, or facts.KIND',
)

const issuer = object({
  id: must(idText, 'what this desk is called in the trust list'),
  key: must(path('private'), 'the file of its private key, made by "greengate keys"'),
  binding: optional(
    path('there'),
    'the folder of its binding keys; absent: keys/binding of the authority, where there are any',
  ),
})

const authority = object({
  folder: must(path('there'), 'the folder of the authority, whose published/ gates poll'),
  statusKey: must(path('private'), 'the file of a key of the role status'),
  onlineKeys: optional(
    list(path('private'), 1),
    'the files of keys of the roles snapshot and timestamp; absent: those in keys/ of the authority',
  ),
  populationKey: optional(
    path('private'),
    'the file of the population key; absent: that of the authority, made where it has none',
  ),
})

const store = object({
  file: may(path(), 'people, facts, codes, decisions; made where there is none', './desk.db'),
  status: may(path(), 'the status lists; made where there is none', './status.db'),
})

const listen = object({
  host: may(
    hostText,
    'the address that it listens on; another than loopback needs tls',
    '127.0.0.1',
  ),
  port: may(number(1, 65_535), 'the port', 8787),
  origin: optional(
    originText,
    'how browsers know it, where a server such as nginx stands before it',
  ),
  tls: optional(
    object({
      cert: must(path('there'), 'the certificate chain, PEM'),
      key: must(path('private'), 'its private key, PEM'),
    }),
    'serves HTTPS itself',
  ),
})

const order = object({
  id: must(sourceText, 'what orders call their authority'),
  zh: must(lineText, 'its name in Chinese'),
  en: must(lineText, 'its name in English'),
  keys: must(list(path('there'), 2), 'the files of its public keys'),
  threshold: must(number(2, 16), 'how many of them must sign'),
  longestDays: must(number(1, 366), 'how many days an order lasts at most'),
})

const codes = object({
  appHours: may(number(1, 24), 'how long a code in a phone lives at most', 24),
  paperDays: may(number(1, 31), 'how long a sheet of paper lives at most', 7),
  refreshMinutes: may(number(1, 60), 'so long before its end a page asks for the next', 15),
})

const identity = object({
  declaredGetCodes: may(
    flag,
    'whether who only said who they are gets codes; they are tied to the card all the same',
    false,
  ),
  declaredInSets: may(flag, 'whether they are in the sets that gates ask by card', false),
  family: may(number(0, 20), 'for how many others an account acts at most', 6),
  guardians: may(number(1, 5), 'how many accounts act for a person at most', 2),
})

const feeds = object({
  lookAheadHours: may(number(1, 240), 'so long may a gate stay without an update', 26),
  rate: may(number(8, 30), 'one in 2^rate of strangers is taken for covered', 14),
  smallest: may(number(0, 100_000), 'up to so many people the sets are made anew each time', 1000),
  entries: optional(number(1024, 16_777_216), 'places of a status list: codes of a month'),
  folder: may(path(), 'where large sets lie while they are made', './sets'),
})

const worklist = object({
  correctionDays: may(number(1, 60), 'working days for an answer', defaultTerms.days.correction),
  appealDays: may(number(1, 60), 'working days for an answer', defaultTerms.days.appeal),
  heldDays: may(number(1, 60), 'working days for a held record', defaultTerms.days['held-fact']),
  utcOffsetMinutes: may(number(-720, 840), 'of the civil day', defaultTerms.offsetSeconds / 60),
  holidays: may(list(dateText), 'days off beside weekends', []),
  workdays: may(list(dateText), 'days of a weekend on which the office works', []),
})

const retention = object({
  of: must(periodText, 'what is kept'),
  days: must(number(1, 36_500), 'for how many days'),
  reason: must(lineText, 'why so long: people may ask'),
})

/** The file. */
export const deskShape = object({
  issuer: must(issuer, 'who issues'),
  ruleSet: must(idText, 'the rule set that people are assessed by'),
  authority: must(authority, 'where rules come from, and what is issued is made known'),
  store: section(store, 'where everything is kept'),
  listen: section(listen, 'where it is reached'),
  signIn: must(signInShape, 'how people and officers sign in'),
  declared: section(
    object({
      states: may(list(kindText), 'kinds that they may state', ['symptom', 'checkin', 'stay']),
      covers: may(list(kindText), 'kinds that nobody knows but they', ['symptom', 'checkin']),
    }),
    'what people state of themselves',
  ),
  folders: may(
    list(
      object({
        source: must(sourceText, 'whose it is: "greengate desk source add" writes it down'),
        folder: must(path('there'), 'where it drops .ndjson and .csv files'),
      }),
    ),
    'folders that sources drop files into',
    [],
  ),
  orders: may(list(order), 'authorities whose orders are taken', []),
  codes: section(codes, 'how long codes live'),
  identity: section(identity, 'who gets codes, and who acts for whom'),
  feeds: section(feeds, 'what gates get'),
  worklist: section(worklist, 'when the office answers'),
  retention: may(list(retention), 'periods of retention that are not the default', []),
  receipts: optional(
    path('there'),
    'the file of a collector, whose receipts appeals name; absent: officers ask for them',
  ),
  counter: section(counterShape, 'what is plugged in where people are served'),
  sessions: section(
    object({
      accountDays: may(number(1, 365), 'how long a person stays signed in', 30),
      officerIdleMinutes: may(number(1, 480), 'an officer without a request', 30),
      officerHours: may(number(1, 24), 'an officer from signing in', 12),
    }),
    'how long somebody stays signed in',
  ),
})

/** What a file says. */
export type DeskFile = NonNullable<ReturnType<typeof deskShape.read>>
