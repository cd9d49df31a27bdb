/** Routes of the office: counter, worklist, orders, sources and audit. */
import Type from 'typebox'
import type { Route } from './route.ts'
import {
  code,
  coverage,
  date,
  exactly,
  factName,
  fields,
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
  statedFact,
  whole,
  words,
} from './schemas.ts'

const ofPerson = exactly({ id })
const ofMatter = exactly({ id })
const matterKind = oneOf('correction', 'appeal', 'held-fact')
const matterState = oneOf('open', 'proposed', 'granted', 'refused', 'withdrawn')

/** What is to be done, once two agree. */
const proposal = Type.Union([
  exactly({ do: Type.Literal('refuse') }),
  exactly({ do: Type.Literal('retract'), fact: factName }),
  exactly({ do: Type.Literal('move'), fact: factName, person: id }),
  exactly({ do: Type.Literal('assign'), fact: factName, person: id }),
  exactly({ do: Type.Literal('drop'), fact: factName }),
  exactly({
    do: Type.Literal('add'),
    /** Absent in answers once retention took it. */
    added: Type.Optional(
      exactly({
        kind,
        fields,
        basis: Type.String({ minLength: 1, maxLength: 200 }),
        document: Type.String({ minLength: 1, maxLength: 200 }),
      }),
    ),
  }),
  exactly({ do: Type.Literal('assess-again') }),
])
const act = exactly({
  /** Of a proposal: what `agreed` and `disagreed` name. */
  seq: whole,
  what: oneOf('noted', 'proposed', 'agreed', 'disagreed', 'withdrawn'),
  officer: Type.Optional(exactly({ id, name: Type.String() })),
  at: instant,
  /** Absent once retention took it. */
  text: Type.Optional(Type.String()),
  proposal: Type.Optional(proposal),
})
const matter = exactly({
  id,
  kind: matterKind,
  state: matterState,
  openedAt: instant,
  dueAt: instant,
  /** Absent: nobody knows yet whom it is about. */
  person: Type.Optional(person),
  /** What the applicant wrote. */
  text: Type.Optional(Type.String()),
  /** Of a correction, what is wished; of an appeal, what was told. */
  wish: Type.Optional(oneOf('not-mine', 'wrong', 'missing', 'identity')),
  told: Type.Optional(
    exactly({
      outcome,
      ruleSet: id,
      version: whole,
      rule: whole,
      receipt: Type.Optional(Type.String()),
    }),
  ),
})
const matterFile = exactly({
  ...matter.properties,
  facts: Type.Array(statedFact),
  acts: Type.Array(act),
})

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
      exactly({ what: Type.Literal('noted'), text: prose }),
    ]),
    status: 201,
    answer: matterFile,
    problems: ['another-officer', 'own-matter', 'decided', 'not-now', 'stale', 'order-stands'],
  },
  'GET /office/kinds': {
    summary: { zh: '可补充的记录种类', en: 'The kinds of fact that a proposal may add' },
    caller: ['worklist'],
    status: 200,
    answer: exactly({ kinds: Type.Array(kindOfFact) }),
    problems: [],
  },
  'POST /office/orders': {
    summary: { zh: '提交指令', en: 'Take an order that its authority signed' },
    caller: ['orders'],
    body: exactly({ order: Type.String({ minLength: 1, maxLength: 32_768 }) }),
    status: 201,
    answer: exactly({ fact: factName }),
    problems: ['order-refused'],
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
          what: Type.String(),
          about: Type.String(),
          detail: Type.String(),
        }),
      ),
      /** Whether the chain of digests holds, from its beginning. */
      isWhole: Type.Boolean(),
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
