/** The files of the studio's page, as they were built: all of them lie in one folder. */
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { systemCode } from '../edges/file.ts'

/** A file of the page. */
export interface PageFile {
  readonly content: Uint8Array
  readonly type: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Reads a file of the page by the path of its address; undefined: there is none. */
export async function pageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const name = path === '/' ? 'index.html' : path.slice(1)
  const type = types[extname(name)]
  // A name alone: nothing that could lead out of the folder.
  if (type === undefined || !/^[\w-]+(?:\.[\w-]+)+$/.test(name)) return undefined
  try {
    return { content: await readFile(join(folder, name)), type }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
