/** Routes of departments and laboratories that push records. */
import Type from 'typebox'
import type { Route } from './route.ts'
import { coverage, exactly, kind, oneOf, whole } from './schemas.ts'

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
      /** Those of which there is more to say than that they were taken, by their place among the records. */
      remarks: Type.Array(
        exactly({
          record: Type.Integer({ minimum: 1 }),
          id: Type.Optional(Type.String()),
          state: oneOf('taken', 'duplicate', 'conflict', 'held', 'refused'),
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
    // The kinds that this source may not cover. */
    answer: exactly({ refused: Type.Array(kind) }),
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
