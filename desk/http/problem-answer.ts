/** A refusal as an answer: problem details (RFC 9457) with a code that stays and words in both languages. */
import { problems, type DeskProblem } from '../shared/problems.ts'

/** The body of a refusal. */
function problemBody(code: DeskProblem['code']) {
  const { status, title } = problems[code]
  return { type: `urn:greengate:desk:${code}`, title: title.en, status, code, words: title }
}

/** The answer. */
export function problemAnswer({ code, retrySeconds }: DeskProblem): Response {
  const body = problemBody(code)
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(retrySeconds === undefined ? {} : { 'Retry-After': String(retrySeconds) }),
      ...(code === 'wrong-key' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    },
  })
}
