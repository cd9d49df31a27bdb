/** Finds the files that are shipped beside the code: from the sources and from the built command alike. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Both this folder and dist/ lie directly in the package. */
const root = new URL('../', import.meta.url)

/** Reads a file of the package as text. */
export function packageFile(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Where a folder of the package lies. */
export function packageFolder(path: string): string {
  return fileURLToPath(new URL(path, root))
}

/** The version of the command. */
export function packageVersion(): string {
  const { version } = JSON.parse(packageFile('package.json')) as { readonly version: string }
  return version
}
