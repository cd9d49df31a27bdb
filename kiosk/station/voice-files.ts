/** The files of the voice: known by name from the start, so that no address reaches anything else. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Below this a screen asks for them. */
const voicePath = '/voice/'

const isSound = (name: string): boolean => /^[\w.-]+\.(?:wav|json)$/.test(name)

/**
 * Reads the names of every pack of a folder, once.
 *
 * @returns Where each address below `/voice/` lies; empty where there is no such folder: the screen is silent then.
 */
export async function voiceFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const packs = await namesIn(folder)
  const found = packs.map(async (pack) => {
    const names = (await namesIn(join(folder, pack))).filter(isSound)
    return names.map((name) => [`${voicePath}${pack}/${name}`, join(folder, pack, name)] as const)
  })
  return new Map((await Promise.all(found)).flat())
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

/** What a file of a pack is sent as. */
export const voiceType = (name: string): string =>
  name.endsWith('.wav') ? 'audio/wav' : 'application/json'
