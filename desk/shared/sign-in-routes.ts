/** Routes of signing in, and of what everybody may know of the desk. */
import Type from 'typebox'
import type { Route } from './route.ts'
import { exactly, id, instant, kindOfFact, oneOf, role, whole, words } from './schemas.ts'

const as = oneOf('account', 'officer')
/** The name of a sign-in that was started: not guessable, and worth nothing without its code. */
const attempt = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })

/** Whoever is signed in. */
const me = Type.Union([
  exactly({
    kind: Type.Literal('account'),
    id,
    /** How many people beside themselves an account may act for. */
    family: whole,
    /** What it shows at a counter, to be confirmed for whoever shows their card there. */
    number: Type.String({ pattern: '^[0-9]{6}$' }),
    endsAt: instant,
  }),
  exactly({
    kind: Type.Literal('officer'),
    id,
    name: Type.String(),
    roles: Type.Array(role),
    endsAt: instant,
  }),
])

/** By method and path, below `/api`. */
export const signInRoutes = {
  'GET /desk': {
    summary: { zh: '服务台概况', en: 'What everybody may know of the desk' },
    caller: 'anyone',
    status: 200,
    answer: exactly({
      issuer: id,
      /** Absent where no rule set is in force. */
      ruleSet: Type.Optional(exactly({ id, version: whole, title: words })),
      signIn: Type.Array(oneOf('one-time-code', 'oidc')),
      declared: Type.Array(kindOfFact),
    }),
    problems: [],
  },
  'POST /sign-in/start': {
    summary: { zh: '开始登录', en: 'Start signing in: a one-time code is sent to the contact' },
    caller: 'anyone',
    body: exactly({
      as,
      contact: Type.String({ minLength: 3, maxLength: 254, pattern: '^[!-~]+$' }),
    }),
    status: 201,
    answer: exactly({ attempt, validUntil: instant }),
    problems: ['throttled', 'not-found'],
  },
  'POST /sign-in/finish': {
    summary: { zh: '用一次性验证码完成登录', en: 'Finish signing in with the one-time code' },
    caller: 'anyone',
    body: exactly({ attempt, code: Type.String({ pattern: String.raw`^\d{6}$` }) }),
    status: 200,
    answer: me,
    problems: ['sign-in-refused', 'throttled', 'not-found'],
  },
  'GET /sign-in/oidc': {
    summary: { zh: '转到身份提供方登录', en: 'Go to the identity provider' },
    caller: 'anyone',
    query: exactly({ as: Type.Optional(as) }),
    status: 303,
    problems: ['throttled', 'not-found', 'unavailable'],
  },
  'GET /sign-in/oidc/callback': {
    summary: { zh: '从身份提供方返回', en: 'Come back from the identity provider' },
    caller: 'anyone',
    // What a provider may add here is its own affair; only the library that checks it reads it.
    query: Type.Object({}, { additionalProperties: Type.String({ maxLength: 4096 }) }),
    status: 303,
    problems: ['sign-in-refused', 'not-found', 'unavailable'],
  },
  'POST /sign-out': {
    summary: { zh: '退出登录', en: 'Sign out: the session is over everywhere' },
    caller: 'signed-in',
    status: 204,
    problems: [],
  },
  'GET /me': {
    summary: { zh: '当前登录者', en: 'Who is signed in' },
    caller: 'signed-in',
    status: 200,
    answer: me,
    problems: [],
  },
  'POST /me/erase': {
    summary: {
      zh: '注销账号',
      en: 'Erase this account: its codes are revoked, and it acts for nobody',
    },
    caller: 'account',
    body: exactly({ isSure: Type.Literal(true) }),
    status: 204,
    problems: ['account-needed'],
  },
  'GET /openapi.json': {
    summary: { zh: '接口说明', en: 'This description' },
    caller: 'anyone',
    status: 200,
    answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
