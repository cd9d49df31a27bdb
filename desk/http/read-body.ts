/** Reads what a route takes: of bounded size, of its content type, without members that objects have of themselves. */
import { DeskProblem } from '../shared/problems.ts'

/** The most bytes of a JSON body. */
const mostJsonBytes = 64 * 1024
/** The most bytes of pushed records. */
export const mostRecordBytes = 8 * 1024 * 1024

/** A reader that counts, so that a body without a length is stopped where one with it is refused. */
export async function* boundedBody(request: Request, most: number): AsyncGenerator<Uint8Array> {
  const length = request.headers.get('Content-Length')
  if (length !== null && Number(length) > most) throw new DeskProblem('too-large')
  if (request.body === null) return
  let read = 0
  for await (const part of request.body as AsyncIterable<Uint8Array>) {
    read += part.byteLength
    if (read > most) throw new DeskProblem('too-large')
    yield part
  }
}

/**
 * Reads a JSON body.
 *
 * @throws DeskProblem `too-large`, `malformed`
 */
export async function readJson(request: Request): Promise<unknown> {
  const parts: Uint8Array[] = []
  for await (const part of boundedBody(request, mostJsonBytes)) parts.push(part)
  if (parts.length === 0) return {}
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
    return JSON.parse(text, refuseInherited) as unknown
  } catch (error) {
    // What TextDecoder and JSON.parse throw, refuseInherited below, and nesting that is deeper than the stack.
    const isTheirs = [TypeError, SyntaxError, RangeError].some((kind) => error instanceof kind)
    if (!isTheirs) throw error
    throw new DeskProblem('malformed', { cause: error })
  }
}

/** A member that is called like something which every object has is a trick, wherever it stands. */
function refuseInherited(name: string, value: unknown): unknown {
  if (name !== '' && name in Object.prototype) throw new SyntaxError('a member has a reserved name')
  return value
}

/** The media type of a body, without its parameters; it may say no charset but UTF-8. */
export function mediaTypeOf(request: Request): string | undefined {
  const [type = '', ...parameters] = (request.headers.get('Content-Type') ?? '').split(';')
  const isUtf8 = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/i.test(parameter))
  return isUtf8 ? type.trim().toLowerCase() : undefined
}
