/** The screen's files under their own scheme: nothing outside the one folder, and the headers of every page. */
import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pageHeaders, pagePolicy } from '../station/page-policy.ts'
import { voiceFiles, voiceType } from '../station/voice-files.ts'

/** The origin of the screen inside Electron. */
export const screenOrigin = 'app://kiosk'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
}

/**
 * Answers the requests of the screen.
 *
 * The names of the folder are read once: a path that is none of them does not exist, whatever it spells.
 *
 * @param voiceFolder - Sounds in place of those that were built with the screen; what it lacks is still theirs.
 */
export async function screenFiles(
  folder: string,
  voiceFolder?: string,
): Promise<(request: Pick<Request, 'url' | 'method'>) => Promise<Response>> {
  const names = new Set((await readdir(folder)).filter((name) => extname(name) in types))
  const built = await voiceFiles(join(folder, 'voice'))
  const theirs = voiceFolder === undefined ? [] : await voiceFiles(voiceFolder)
  const voices = new Map([...built, ...theirs])
  return async ({ url, method }) => {
    const { origin, host, protocol, pathname } = new URL(url)
    // A scheme of our own has the origin `null` outside Chromium.
    const ours = origin === screenOrigin || `${protocol}//${host}` === screenOrigin
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    const voice = voices.get(pathname)
    if (ours && method === 'GET' && voice !== undefined)
      return new Response(new Uint8Array(await readFile(voice)), {
        headers: { ...pageHeaders, 'Content-Type': voiceType(voice) },
      })
    if (!ours || method !== 'GET' || !names.has(name))
      return new Response(null, { status: 404, headers: pageHeaders })
    const type = types[extname(name)] ?? 'application/octet-stream'
    const file = await readFile(join(folder, name))
    const policy = name.endsWith('.html') && {
      'Content-Security-Policy': pagePolicy(file.toString('utf8')),
    }
    return new Response(new Uint8Array(file), {
      headers: { ...pageHeaders, ...policy, 'Content-Type': type },
    })
  }
}
