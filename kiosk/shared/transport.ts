/** The two ends of every transport: requests in as data, replies out as data, refusals included. */
import { channels, isAsk, type Answer, type Argument, type Ask } from './channels.ts'
import {
  KioskRefusal,
  type KioskApi,
  type KioskEvent,
  type RefusalCode,
  type StaffAsk,
} from './kiosk-api.ts'
import type { StaffActName, StaffAnswers } from './staff-api.ts'

/** An answer as data, since no transport carries an error whole. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: RefusalCode; readonly waitMs?: number }

/** What a transport must carry. */
export interface Transport {
  ask(ask: Ask, argument: unknown): Promise<Reply>
  listen(listener: (event: KioskEvent) => void): () => void
}

/**
 * Answers one request at the station's end. Whatever was sent, the answer is a reply and never a throw.
 *
 * @param onFault - Told of what should not have happened; it must not carry what was asked.
 */
export async function reply(
  api: KioskApi,
  ask: unknown,
  argument: unknown,
  onFault: (error: unknown) => void,
): Promise<Reply> {
  if (!isAsk(ask)) return { ok: false, code: 'malformed' }
  try {
    return { ok: true, value: await channels[ask].answer(api, argument) }
  } catch (error) {
    if (error instanceof KioskRefusal) {
      const { code, waitMs } = error
      return { ok: false, code, ...(waitMs !== undefined && { waitMs }) }
    }
    onFault(error)
    return { ok: false, code: 'failed' }
  }
}

/** The contract at the screen's end, over any transport. */
export function kioskApiOver(transport: Transport): KioskApi {
  const ask = async <A extends Ask>(name: A, argument: Argument<A>): Promise<Answer<A>> => {
    const answer = await transport.ask(name, argument)
    if (!answer.ok) {
      const { code, waitMs } = answer
      throw new KioskRefusal(code, waitMs === undefined ? {} : { waitMs })
    }
    // The station is the same program in the same release: its answers have the contract's types.
    return answer.value as Answer<A>
  }
  return {
    status: () => ask('status', null),
    present: (texts) => ask('present', texts),
    camera: (state) => ask('camera', state),
    takeFrame: (frame) => ask('takeFrame', frame),
    takeFile: (bytes) => ask('takeFile', bytes),
    callStaff: () => ask('callStaff', null),
    group: (size) => ask('group', size),
    signIn: (who) => ask('signIn', who),
    // Which answer belongs to which act, the table of acts says.
    staff: <A extends StaffActName>(asked: StaffAsk<A>) =>
      ask('staff', asked as unknown as StaffAsk) as Promise<StaffAnswers[A]>,
    listen: (listener) => transport.listen(listener),
  }
}
