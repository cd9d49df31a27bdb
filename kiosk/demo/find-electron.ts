/** Finds Electron's binary where its package keeps it, without loading the package: that would download it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const binaries: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** The path of the binary, or undefined when it is not there. */
export function findElectron(
  root: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const binary = join(root, 'node_modules/electron/dist', binaries[platform] ?? 'electron')
  return existsSync(binary) ? binary : undefined
}
