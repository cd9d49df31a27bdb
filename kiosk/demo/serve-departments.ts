/** The departments over HTTP: acts from the demo's own page alone. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { end } from '../station/loopback.ts'
import { parseDepartmentAct } from './department-act.ts'
import type { Departments } from './departments.ts'
import { readText } from './serve-lane.ts'
import { SourceRefused } from './source-client.ts'

/** Where acts are posted to. */
export const departmentsPath = '/departments'

/** Does what was posted; the server has looked already where it came from. */
export async function takeDepartmentAct(
  request: IncomingMessage,
  response: ServerResponse,
  departments: Departments | undefined,
): Promise<void> {
  const text = await readText(request)
  if (text === undefined) {
    end(response, 413)
    return
  }
  const act = parseDepartmentAct(text)
  if (act === undefined || departments === undefined) {
    end(response, 400)
    return
  }
  end(response, (await isTaken(() => departments.act(act))) ? 204 : 502)
}

/** A desk that refuses, or has stopped, took nothing. */
async function isTaken(push: () => Promise<boolean>): Promise<boolean> {
  try {
    return await push()
  } catch (error) {
    // What `fetch` throws where nobody answers is a TypeError.
    if (error instanceof SourceRefused || error instanceof TypeError) return false
    throw error
  }
}
