/** Routes of departments and laboratories that push records. */
import Type from 'typebox'
import type { Route } from './route.ts'
import { coverage, exactly, oneOf, whole } from './schemas.ts'

/** By method and path, below `/api`. */
export const sourceRoutes = {
  'POST /sources/records': {
    summary: { zh: '推送记录', en: 'Push records, as NDJSON or CSV' },
    caller: 'source',
    body: 'records',
    status: 200,
    answer: exactly({
      taken: whole,
      duplicate: whole,
      conflict: whole,
      held: whole,
      refused: whole,
      /** Those that were not simply taken. */
      others: Type.Array(
        exactly({
          line: Type.Integer({ minimum: 1 }),
          id: Type.Optional(Type.String()),
          result: oneOf('duplicate', 'conflict', 'held', 'refused'),
          reason: Type.Optional(Type.String()),
        }),
      ),
    }),
    problems: [],
  },
  'POST /sources/coverage': {
    summary: { zh: '声明数据截止时间', en: 'State until when everything of some kinds was pushed' },
    caller: 'source',
    body: exactly({ covers: Type.Array(coverage, { minItems: 1, maxItems: 32 }) }),
    status: 200,
    answer: exactly({
      covers: Type.Array(exactly({ ...coverage.properties, result: oneOf('taken', 'refused') })),
    }),
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
