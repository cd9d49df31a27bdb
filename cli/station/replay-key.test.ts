/** The key of a station's lanes: one line, for its owner alone, never twice the same, never in another's place. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { makeReplayKey } from './replay-key.ts'

test('a key is made once, readable to its owner alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const [one, other] = [join(folder, 'one.key'), join(folder, 'other.key')]
  await makeReplayKey(one)
  await makeReplayKey(other)
  const text = await readFile(one, 'utf8')
  expect(text).toMatch(/^greengate-replay-key-1 [\w-]{43}\n$/)
  expect(await readFile(other, 'utf8')).not.toBe(text)
  expect((await stat(one)).mode & 0o777).toBe(0o600)
  await expect(makeReplayKey(one)).rejects.toBeInstanceOf(OperatorError)
  expect(await readFile(one, 'utf8')).toBe(text)
  await rm(folder, { recursive: true })
})
