/** Attacks on a verifier's bundle, as data: what it holds, what it is offered, and the code that must refuse it. */
import { openRange, type Attack } from './attack-range.ts'
import { attackMembers } from './attacks-on-members.ts'
import { attackRoot } from './attacks-on-root.ts'
import { attackStatus } from './attacks-on-status.ts'
import { attackTop } from './attacks-on-top.ts'

export type { Attack } from './attack-range.ts'

/** Every attack, made anew from the world of lib/testing/world.ts. */
export async function attacks(): Promise<readonly Attack[]> {
  const range = await openRange()
  await attackRoot(range)
  await attackTop(range)
  await attackMembers(range)
  await attackStatus(range)
  return range.list
}
