/** A whole life of an authority in a scratch folder: founded, published, corrected, rotated; a verifier follows all along. */
import { statSync } from 'node:fs'
import { acceptBundle, ruleSetInForce, type Bundle } from 'greengate'
import { expect, test } from 'vitest'
import { readShelf } from './shelf.ts'
import { refresh } from './publish.ts'
import { rotate } from './rotate.ts'
import { onlineSigners } from './online-keys.ts'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  previous,
  ruleSet,
  testAuthority,
  type TestAuthority,
} from './test-authority.ts'

const inForce = (bundle: Bundle, now: Date): number | undefined =>
  ruleSetInForce(bundle, 'cn-3301', now)?.version

/** What a verifier does with what is published now. */
async function follow(authority: TestAuthority, current: Bundle, now: Date): Promise<Bundle> {
  return acceptBundle(current, await authority.published(), now)
}

test('an authority is founded, publishes, corrects and rotates, and a verifier follows', async () => {
  await using authority = await testAuthority()
  expect(statSync(authority.at('keys/root-1.jwk')).mode & 0o777).toBe(0o600)
  await beginPublishing(authority)

  // Version 1: the author and the reviewer sign, one after the other.
  const first = ruleSet(1, 0)
  await authority.add(first)
  const [half] = await authority.sign(founded, ['rules-1'], 'rules/cn-3301/1')
  expect(half?.missing).toBe(1)
  const waits = await authority.publish(after(hour))
  expect(waits.waiting).toEqual([{ place: 'rules/cn-3301/1', missing: 1 }])
  const [whole] = await authority.sign(after(hour), ['rules-2'], 'rules/cn-3301/1')
  expect(whole?.missing).toBe(0)
  await authority.publish(after(2 * hour))
  let verifier = await authority.client(after(2 * hour))
  expect(inForce(verifier, after(2 * hour))).toBe(1)

  // Version 2, published ahead: it takes over by the verifier's own clock.
  const second = ruleSet(2, 5 * day, previous(first))
  await authority.add(second)
  await authority.sign(after(2 * day), ['rules-1', 'rules-3'], 'rules/cn-3301/2')
  const ahead = await authority.publish(after(2 * day))
  expect(ahead.taken).toEqual(['rules/cn-3301/2'])
  verifier = await follow(authority, verifier, after(2 * day))
  expect(inForce(verifier, after(5 * day - 1000))).toBe(1)
  expect(inForce(verifier, after(5 * day))).toBe(2)

  // It was wrong: a correction, effective at once, with one signature more and a stated cause.
  const correction = ruleSet(3, 5 * day + hour, {
    ...previous(second),
    change: { ...(second['change'] as object), type: 'correction', how: 'hours were wrong' },
  })
  await authority.add(correction)
  const at = after(5 * day + hour)
  const [two] = await authority.sign(at, ['rules-1', 'rules-2'], 'rules/cn-3301/3')
  expect(two?.missing).toBe(1)
  await authority.sign(at, ['rules-3'], 'rules/cn-3301/3')
  await authority.publish(at)
  verifier = await follow(authority, verifier, at)
  expect(inForce(verifier, at)).toBe(3)

  // The timestamp key goes: root 2 is signed by the root before and by its own.
  const { document } = await rotate(
    await authority.shelf(),
    { role: 'timestamp', add: [{ name: 'publisher' }], remove: [], isReplaced: true },
    at,
  )
  expect(document.place).toBe('root/2')
  await authority.sign(at, ['root-1', 'root-3'], 'root/2')
  await authority.publish(after(6 * day))
  verifier = await follow(authority, verifier, after(6 * day))
  expect(verifier.root.version).toBe(2)
  expect((await authority.client(after(6 * day))).root.version).toBe(2)

  // The timer, long after.
  const open = await authority.open()
  await refresh(open, { now: after(7 * day), signers: await onlineSigners(open, {}) })
  verifier = await follow(authority, verifier, after(7 * day))
  expect(verifier.floor).toBe(after(7 * day).getTime() / 1000)
  const { drafts } = await readShelf(open)
  expect(drafts).toEqual([])
})
