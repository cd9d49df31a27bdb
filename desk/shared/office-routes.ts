/** Routes of the office: counter, worklist, orders, sources and audit. */
import Type from 'typebox'
import { matter, matterFile, matterKind, matterState, proposal } from './matter-schemas.ts'
import type { Route } from './route.ts'
import {
  code,
  coverage,
  date,
  exactly,
  factName,
  fullName,
  id,
  idNumber,
  idType,
  instant,
  kind,
  kindOfFact,
  oneOf,
  outcome,
  person,
  personFile,
  prose,
  told,
  whole,
  words,
} from './schemas.ts'

const ofPerson = exactly({ id })
const ofMatter = exactly({ id })
/** By method and path, below `/api`. */
export const officeRoutes = {
  'POST /office/people/find': {
    summary: { zh: '按证件查找', en: 'Find somebody by their card' },
    caller: ['counter', 'worklist'],
    body: exactly({ idType, number: idNumber }),
    status: 200,
    answer: person,
    problems: ['number-refused'],
  },
  'POST /office/people': {
    summary: { zh: '窗口登记', en: 'Write down somebody whose card is on the counter' },
    caller: ['counter'],
    body: exactly({
      idType,
      number: idNumber,
      name: fullName,
      birthDate: Type.Optional(date),
      source: oneOf('chip', 'mrz', 'typed'),
      /** Numbers on the phones of who stands there: the accounts that act for them from now on, and no others that said so. */
      claims: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9]{6}$' }), { maxItems: 4 })),
    }),
    status: 201,
    answer: person,
    problems: [
      'number-refused',
      'name-differs',
      'claim-unknown',
      'guarded-already',
      'too-many-people',
    ],
  },
  'GET /office/people/:id': {
    summary: { zh: '查看个人档案', en: 'Somebody’s standing and facts' },
    caller: ['counter', 'worklist'],
    params: ofPerson,
    status: 200,
    answer: personFile,
    problems: [],
  },
  'POST /office/people/:id/paper': {
    summary: { zh: '制作纸质码', en: 'Make a paper code' },
    caller: ['counter'],
    params: ofPerson,
    status: 201,
    answer: code,
    problems: ['not-assessed', 'no-code', 'identity-needed', 'unavailable'],
  },
  'GET /office/matters': {
    summary: { zh: '待办事项', en: 'The worklist' },
    caller: ['worklist'],
    query: exactly({ state: Type.Optional(matterState), kind: Type.Optional(matterKind) }),
    status: 200,
    answer: exactly({ matters: Type.Array(matter) }),
    problems: [],
  },
  'GET /office/matters/:id': {
    summary: { zh: '事项详情', en: 'A matter, with what was done about it' },
    caller: ['worklist'],
    params: ofMatter,
    status: 200,
    answer: matterFile,
    problems: [],
  },
  'POST /office/matters/:id/acts': {
    summary: { zh: '办理事项', en: 'Note, propose, agree, disagree: two officers decide' },
    caller: ['worklist'],
    params: ofMatter,
    body: Type.Union([
      exactly({ what: Type.Literal('proposed'), proposal, text: prose }),
      // The proposal that the officer saw: nobody agrees to one that came in its place.
      exactly({ what: oneOf('agreed', 'disagreed'), proposal: whole, text: prose }),
      exactly({ what: Type.Literal('noted'), text: prose, told: Type.Optional(told) }),
    ]),
    status: 201,
    answer: matterFile,
    problems: ['another-officer', 'own-matter', 'decided', 'not-now', 'stale', 'order-stands'],
  },
  'POST /office/matters/:id/preview': {
    summary: { zh: '预览方案后果', en: 'What a proposal would make of whom; nothing is done' },
    caller: ['worklist'],
    params: ofMatter,
    body: exactly({ proposal }),
    status: 200,
    answer: exactly({
      people: Type.Array(
        exactly({
          /** As they stand. */
          person,
          /** And as they would. */
          outcome,
          rule: Type.Optional(Type.Integer({ minimum: 1 })),
          version: whole,
          reason: words,
          missing: Type.Array(kind),
        }),
      ),
    }),
    problems: ['own-matter', 'decided', 'not-now', 'stale', 'order-stands', 'unavailable'],
  },
  'GET /office/kinds': {
    summary: { zh: '可补充的记录种类', en: 'The kinds of fact that a proposal may add' },
    caller: ['worklist'],
    status: 200,
    answer: exactly({ kinds: Type.Array(kindOfFact) }),
    problems: [],
  },
  'GET /office/orders': {
    summary: { zh: '指令一览', en: 'The orders that were taken, and how whoever they name stands' },
    caller: ['orders'],
    status: 200,
    answer: exactly({
      orders: Type.Array(
        exactly({
          ...factName.properties,
          authority: words,
          outcome,
          from: instant,
          until: instant,
          /** The law and its article. */
          basis: Type.String(),
          takenAt: instant,
          state: oneOf('ahead', 'in-force', 'over', 'revoked'),
          person,
          /** How they stood before it was taken. */
          before: Type.Optional(outcome),
        }),
      ),
    }),
    problems: [],
  },
  'POST /office/orders': {
    summary: { zh: '提交指令', en: 'Take an order that its authority signed' },
    caller: ['orders'],
    body: exactly({ order: Type.String({ minLength: 1, maxLength: 32_768 }) }),
    status: 201,
    answer: exactly({ fact: factName }),
    problems: [
      ...(['order-refused', 'order-unsigned', 'order-time', 'order-person'] as const),
      ...(['order-rule', 'order-other'] as const),
    ],
  },
  'GET /office/audit': {
    summary: { zh: '审计记录', en: 'Who did what, newest first' },
    caller: ['audit'],
    query: exactly({
      before: Type.Optional(Type.String({ pattern: String.raw`^\d{1,15}$` })),
      about: Type.Optional(Type.String({ maxLength: 80, pattern: '^[A-Za-z0-9_.:-]+$' })),
    }),
    status: 200,
    answer: exactly({
      rows: Type.Array(
        exactly({
          seq: whole,
          at: instant,
          who: Type.String(),
          /** Of an officer. */
          name: Type.Optional(Type.String()),
          what: Type.String(),
          about: Type.String(),
          detail: Type.String(),
        }),
      ),
      /** Whether the chain of digests holds: verified once from its beginning, then what was added since. */
      isWhole: Type.Boolean(),
      /** The last record that holds. */
      verifiedTo: whole,
      /** The first that does not. */
      fault: Type.Optional(exactly({ seq: whole, fault: oneOf('form', 'gap', 'head', 'reach') })),
    }),
    problems: [],
  },
  'GET /office/sources': {
    summary: { zh: '数据来源', en: 'The sources, until when they stated everything, what waits' },
    caller: ['sources'],
    status: 200,
    answer: exactly({
      sources: Type.Array(
        exactly({
          id,
          name: words,
          /** Kinds of fact; `*`: all. */
          states: Type.Array(Type.String()),
          covers: Type.Array(coverage),
          facts: whole,
          held: whole,
          lastTakenAt: Type.Optional(instant),
        }),
      ),
    }),
    problems: [],
  },
  'GET /office/standing': {
    summary: { zh: '总体情况', en: 'How many stand how, by rule' },
    caller: ['counter', 'worklist', 'orders', 'sources', 'audit'],
    status: 200,
    answer: exactly({
      people: whole,
      /** Whom a change touched and who is not assessed yet. */
      waiting: whole,
      /** Codes that were taken back and could not be made again yet; of the oldest that failed since when, and by what. */
      due: exactly({
        codes: whole,
        since: Type.Optional(instant),
        why: Type.Optional(Type.String()),
      }),
      counts: Type.Array(
        exactly({
          outcome,
          rule: whole,
          ruleSet: id,
          version: whole,
          reason: words,
          people: whole,
        }),
      ),
    }),
    problems: [],
  },
  'GET /office/reader': {
    summary: { zh: '读卡器事件', en: 'What the card reader at the counter reads' },
    caller: ['counter'],
    status: 200,
    media: 'text/event-stream',
    problems: ['unavailable'],
  },
} as const satisfies Readonly<Record<string, Route>>
