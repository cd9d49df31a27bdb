/** The sources of bundles: a web server, a folder, one file of either. */
import { folderReader } from './folder-reader.ts'
import { httpReader, type HttpOptions } from './http-reader.ts'
import type { BundleSource } from './source.ts'
import { singleFile, staticFolder } from './static-folder.ts'

/**
 * Takes bundles from a web server: from a folder of static files (docs/bundle.md 8), or from one file whose name ends
 * with `.ggb` or `.ggb.gz`.
 *
 * @throws TypeError for what is no http(s) address.
 *
 * @example
 * ```ts
 * import { httpSource, type BundleSource } from 'greengate/update'
 *
 * const source: BundleSource = httpSource('https://rules.example/bundle/')
 * ```
 */
export function httpSource(url: string | URL, options: HttpOptions = {}): BundleSource {
  const at = new URL(url)
  if (at.protocol !== 'https:' && at.protocol !== 'http:') {
    throw new TypeError('url must begin with https: or http:')
  }
  const slash = at.pathname.lastIndexOf('/') + 1
  const name = at.pathname.slice(slash)
  const isFile = isBundleName(name)
  const folder = new URL(at)
  // What follows a folder's name is no part of its files' names.
  folder.search = isFile ? at.search : ''
  folder.hash = ''
  folder.pathname = isFile ? at.pathname.slice(0, slash) : at.pathname.replace(/\/?$/, '/')
  const reader = httpReader(folder, options)
  return isFile ? singleFile(reader, `${name}${at.search}`) : staticFolder(reader)
}

/**
 * Takes bundles from a folder: the same as a web server's, or one with a `bundle.ggb`; or from one file.
 *
 * @example
 * ```ts
 * import { folderSource, type BundleSource } from 'greengate/update'
 *
 * const source: BundleSource = folderSource('/media/stick')
 * ```
 */
export function folderSource(path: string): BundleSource {
  const [, folder = '.', name = ''] = /^(?:(.*)[/\\])?([^/\\]*)$/s.exec(path) ?? []
  return isBundleName(name)
    ? singleFile(folderReader(folder === '' ? '/' : folder), name)
    : staticFolder(folderReader(path))
}

function isBundleName(name: string): boolean {
  return name.endsWith('.ggb') || name.endsWith('.ggb.gz')
}
