/** Files that everybody may have: the pages and the bundle; nothing that is not below their folder. */
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { systemCode } from './system-code.ts'

/** A folder of files. */
export interface StaticFolder {
  readonly path: string
  /** What is given for a path that ends in `/`. */
  readonly index?: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** A name of a file or folder: none begins with a dot, so that none is hidden, and none goes up. */
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * A file of a folder.
 *
 * @param path - As it stands in the request, not decoded: our files need no escapes.
 * @returns undefined where there is no such file.
 */
export async function staticFile(
  folder: StaticFolder,
  path: string,
  request: Request,
): Promise<Response | undefined> {
  const named = path.endsWith('/') && folder.index !== undefined ? path + folder.index : path
  const segments = named.split('/').slice(1)
  if (segments.length === 0 || !segments.every((name) => segment.test(name))) return undefined
  const found = await find(folder.path, segments)
  if (found === undefined) return undefined
  const tag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`
  const headers = {
    'Content-Type': types[extname(named)] ?? 'application/octet-stream',
    'Cache-Control': 'no-cache',
    ETag: tag,
  }
  if (request.headers.get('If-None-Match') === tag) {
    return new Response(null, { status: 304, headers })
  }
  const body =
    request.method === 'HEAD'
      ? null
      : (Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>)
  return new Response(body, { headers: { ...headers, 'Content-Length': String(found.size) } })
}

async function find(folder: string, segments: readonly string[]) {
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, ...segments))
    // A link that leads out of the folder leads nowhere.
    if (!path.startsWith(root + sep)) return undefined
    const entry = await stat(path)
    return entry.isFile() ? { path, size: entry.size, mtimeMs: entry.mtimeMs } : undefined
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
