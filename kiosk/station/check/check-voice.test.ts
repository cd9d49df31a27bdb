/** An operator's recordings, before the station speaks with them: what they lack is said, and where. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkVoice } from './check-voice.ts'

const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(64)])
let top: string
let theirs: string

const give = async (folder: string, files: Readonly<Record<string, string | Buffer>>) => {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}
const manifest = (...pairs: readonly (readonly [string, string])[]) =>
  JSON.stringify({ prompts: pairs.map(([id, file]) => ({ id, file, pace: 'normal' })) })

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  theirs = join(top, 'theirs')
  const shipped = manifest(['pass', 'pass.wav'], ['stop', 'stop.wav'])
  for (const pack of ['en', 'zh-CN'])
    await give(join(top, 'screen', 'voice', pack), { 'manifest.json': shipped })
})
afterEach(() => rm(top, { recursive: true }))

const check = async (folder: string | undefined = theirs) =>
  (await checkVoice(folder, join(top, 'screen'))).map(({ name, state, detail }) => ({
    line: `${name} ${state}`,
    detail,
  }))

test('nothing is said of the shipped voice, and a folder that is not there is', async () => {
  expect(await checkVoice(undefined, join(top, 'screen'))).toEqual([])
  expect((await check()).map(({ line }) => line)).toEqual(['voice warning'])
})

test('a whole pack is well, and one that the folder has not is the shipped one', async () => {
  const all = manifest(['pass', 'a.wav'], ['stop', 'b.wav'])
  await give(join(theirs, 'en'), { 'manifest.json': all, 'a.wav': wav, 'b.wav': wav })
  expect((await check()).map(({ line }) => line)).toEqual(['voice en ok', 'voice zh-CN ok'])
})

test('what a pack lacks is named: prompts, files that are no sounds, paths that climb out', async () => {
  await writeFile(join(top, 'out.wav'), wav)
  const some = manifest(['pass', 'a.wav'], ['check', '../../out.wav'], ['number', 'gone.wav'])
  await give(join(theirs, 'en'), { 'manifest.json': some, 'a.wav': 'no WAV' })
  const [en] = await check()
  expect(en!.line).toBe('voice en warning')
  for (const name of ['stop', 'a.wav', '../../out.wav', 'gone.wav'])
    expect(en!.detail).toContain(name)
  expect(en!.detail).not.toMatch(/\bpass\b/)
})

test.each(['', '{', 'null', '{"prompts":{}}', '{"prompts":[null]}'])(
  'a manifest of %j is a warning, not an end',
  async (text) => {
    await give(join(theirs, 'en'), { 'manifest.json': text })
    expect((await check())[0]!.line).toBe('voice en warning')
  },
)
