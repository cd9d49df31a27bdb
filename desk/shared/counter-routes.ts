/** Routes of the counter: what is done for somebody who stands there, and what they take along on paper. */
import Type from 'typebox'
import { declarations, declared, matterOfHolder } from './people-routes.ts'
import type { Route } from './route.ts'
import { exactly, id } from './schemas.ts'

const ofPerson = exactly({ id })
const ofPaper = exactly({ id, cti: Type.String({ pattern: '^[0-9a-f]{16}$' }) })

/** By method and path, below `/api`. */
export const counterRoutes = {
  'GET /office/counter': {
    summary: { zh: '窗口设备', en: 'What is plugged in at the counter' },
    caller: ['counter'],
    status: 200,
    answer: exactly({ reader: Type.Boolean(), printer: Type.Boolean() }),
    problems: [],
  },
  'POST /office/people/:id/declarations': {
    summary: { zh: '代为申报', en: 'Declare for somebody who stands at the counter' },
    caller: ['counter'],
    params: ofPerson,
    body: declarations,
    status: 201,
    answer: declared,
    problems: ['declaration-refused'],
  },
  'GET /office/people/:id/matters': {
    summary: { zh: '更正与申诉进度', en: 'What became of somebody’s corrections and appeals' },
    caller: ['counter'],
    params: ofPerson,
    status: 200,
    answer: exactly({ matters: Type.Array(matterOfHolder) }),
    problems: [],
  },
  'GET /office/people/:id/paper/:cti': {
    summary: { zh: '纸质码（A6 PDF）', en: 'A paper code as a sheet of A6' },
    caller: ['counter'],
    params: ofPaper,
    status: 200,
    media: 'application/pdf',
    problems: ['no-code'],
  },
  'POST /office/people/:id/paper/:cti/slip': {
    summary: { zh: '打印纸质码凭条', en: 'Print a paper code as a slip' },
    caller: ['counter'],
    params: ofPaper,
    status: 204,
    problems: ['no-code', 'unavailable'],
  },
} as const satisfies Readonly<Record<string, Route>>
