/** Routes of applicants: the seven services of GB/T 38963, family, corrections and appeals. */
import type { Decision } from 'greengate'
import Type from 'typebox'
import type { Route } from './route.ts'
import {
  code,
  coverage,
  date,
  digest,
  exactly,
  factName,
  fields,
  fullName,
  id,
  idNumber,
  idType,
  instant,
  kind,
  oneOf,
  outcome,
  person,
  personFile,
  prose,
  relation,
  toldPartly,
  whole,
  wish,
  words,
} from './schemas.ts'

const ofPerson = exactly({ id })

/** All that a person knows of some kinds up to now: a kind without facts says that there are none. */
export const declarations = exactly({
  declarations: Type.Array(exactly({ kind, facts: Type.Array(fields, { maxItems: 50 }) }), {
    minItems: 1,
    maxItems: 8,
  }),
})
/** What became of them. */
export const declared = exactly({ facts: Type.Array(factName), covers: Type.Array(coverage) })

/** What an applicant sees of a matter: who decides it is the office's affair. */
export const matterOfHolder = exactly({
  id,
  kind: oneOf('correction', 'appeal', 'held-fact'),
  state: oneOf('open', 'proposed', 'granted', 'refused', 'withdrawn'),
  openedAt: instant,
  dueAt: instant,
  /** What was asked, in the person's own words; absent once retention took it. */
  text: Type.Optional(Type.String()),
  wish: Type.Optional(wish),
  told: Type.Optional(toldPartly),
  /** Why it was decided so. */
  answer: Type.Optional(Type.String()),
})

const decision = Type.Unsafe<Decision>(
  Type.Object(
    {
      outcome: oneOf('pass', 'check', 'stop', 'invalid', 'unreadable'),
      reasons: Type.Array(Type.Object({ code: Type.String() }, { additionalProperties: true })),
      basis: Type.Object({}, { additionalProperties: true }),
    },
    { additionalProperties: true, description: 'A decision of the library: docs/api.md' },
  ),
)

/** By method and path, below `/api`. */
export const peopleRoutes = {
  'GET /people': {
    summary: { zh: '本人与家庭成员', en: 'Everybody whom this account acts for' },
    caller: 'account',
    status: 200,
    answer: exactly({ people: Type.Array(person) }),
    problems: [],
  },
  'POST /people': {
    summary: { zh: '申领', en: 'Apply, for oneself or for a member of the family' },
    caller: 'account',
    body: exactly({
      idType,
      number: idNumber,
      name: fullName,
      birthDate: Type.Optional(date),
      relation,
    }),
    status: 201,
    answer: person,
    problems: [
      'number-refused',
      'name-differs',
      'identity-needed',
      'too-many-people',
      'guarded-already',
      'throttled',
    ],
  },
  'POST /people/:id/leave': {
    summary: { zh: '不再代办', en: 'Act for this person no more' },
    caller: 'guardian',
    params: ofPerson,
    status: 204,
    problems: [],
  },
  'GET /people/:id': {
    summary: { zh: '查询', en: 'Query: standing, facts and where they come from' },
    caller: 'guardian',
    params: ofPerson,
    status: 200,
    answer: personFile,
    problems: [],
  },
  'POST /people/:id/health': {
    summary: { zh: '健康申报', en: 'Declare health' },
    caller: 'guardian',
    params: ofPerson,
    body: declarations,
    status: 201,
    answer: declared,
    problems: ['declaration-refused'],
  },
  'POST /people/:id/trips': {
    summary: { zh: '行程申报', en: 'Declare trips' },
    caller: 'guardian',
    params: ofPerson,
    body: declarations,
    status: 201,
    answer: declared,
    problems: ['declaration-refused'],
  },
  'POST /people/:id/checkins': {
    summary: { zh: '每日打卡', en: 'Check in for the day' },
    caller: 'guardian',
    params: ofPerson,
    body: declarations,
    status: 201,
    answer: declared,
    problems: ['declaration-refused'],
  },
  'GET /people/:id/history': {
    summary: { zh: '历史记录', en: 'What became of the standing, and the codes that were made' },
    caller: 'guardian',
    params: ofPerson,
    status: 200,
    answer: exactly({
      turns: Type.Array(
        exactly({
          at: instant,
          cause: oneOf('applied', 'fact', 'coverage', 'version', 'time', 'decision'),
          outcome,
          rule: Type.Optional(Type.Integer({ minimum: 1 })),
          ruleSet: id,
          version: whole,
          reason: words,
        }),
      ),
      codes: Type.Array(
        exactly({
          cti: Type.String(),
          class: oneOf('app', 'paper'),
          issuedAt: instant,
          validUntil: instant,
          outcome,
          rule: Type.Optional(Type.Integer({ minimum: 1 })),
          version: whole,
          state: oneOf('good', 'replaced', 'revoked', 'over'),
        }),
      ),
    }),
    problems: [],
  },
  'POST /people/:id/challenges': {
    summary: {
      zh: '获取制码随机数',
      en: 'Ask for the challenge that a request for a code answers',
    },
    caller: 'guardian',
    params: ofPerson,
    status: 201,
    answer: exactly({ challenge: Type.String(), validUntil: instant }),
    problems: ['throttled'],
  },
  'POST /people/:id/codes': {
    summary: { zh: '制码', en: 'Make a code, bound to a key that the request proves' },
    caller: 'guardian',
    params: ofPerson,
    body: exactly({ request: Type.String({ maxLength: 512 }) }),
    status: 201,
    answer: code,
    problems: [
      'request-refused',
      'challenge-unknown',
      'not-assessed',
      'no-code',
      'identity-needed',
      'unavailable',
    ],
  },
  'GET /people/:id/code': {
    summary: { zh: '当前健康码', en: 'The newest good code of a holder key: refreshed when due' },
    caller: 'guardian',
    params: ofPerson,
    query: exactly({ holder: digest }),
    status: 200,
    answer: code,
    problems: ['not-assessed', 'no-code', 'identity-needed', 'unavailable'],
  },
  'POST /codes/verify': {
    summary: { zh: '验码', en: 'Verify codes of one person: a decision, nothing else' },
    caller: 'anyone',
    fromPrograms: true,
    body: exactly({
      texts: Type.Array(Type.String({ maxLength: 4096 }), { minItems: 1, maxItems: 4 }),
    }),
    status: 200,
    answer: decision,
    problems: ['throttled'],
  },
  'POST /people/:id/corrections': {
    summary: { zh: '更正', en: 'Ask that a record be corrected' },
    caller: 'guardian',
    params: ofPerson,
    body: exactly({
      fact: Type.Optional(factName),
      wish,
      text: prose,
    }),
    status: 201,
    answer: matterOfHolder,
    problems: ['too-many-matters'],
  },
  'POST /people/:id/appeals': {
    summary: { zh: '申诉', en: 'Appeal against an outcome' },
    caller: 'guardian',
    params: ofPerson,
    body: exactly({ ...toldPartly.properties, text: prose }),
    status: 201,
    answer: matterOfHolder,
    problems: ['too-many-matters', 'appeal-number-refused', 'told-missing'],
  },
  'POST /people/:id/matters/:matter/withdraw': {
    summary: { zh: '撤回', en: 'Withdraw a correction or an appeal' },
    caller: 'guardian',
    params: exactly({ id, matter: id }),
    status: 201,
    answer: matterOfHolder,
    problems: ['decided'],
  },
  'GET /people/:id/matters': {
    summary: { zh: '更正与申诉进度', en: 'What became of corrections and appeals' },
    caller: 'guardian',
    params: ofPerson,
    status: 200,
    answer: exactly({ matters: Type.Array(matterOfHolder) }),
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
