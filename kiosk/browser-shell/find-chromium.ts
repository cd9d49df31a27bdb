/** Finds a Chromium to show the kiosk in, where systems keep theirs. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const elsewhere: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Absent, or not ours to run: either way it is not the one.
    return false
  }
}

/** The path of the first of some programs that may be run, or undefined when none may. */
export const findProgram = (
  programs: readonly string[],
  path: string = process.env['PATH'] ?? '',
): string | undefined =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => programs.map((name) => join(folder, name)))
    .find(mayRun)

/** The path of a Chromium, or undefined when there is none. */
export const findChromium = (
  path?: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined => findProgram(names, path) ?? elsewhere[platform]?.find(mayRun)

/** Whether there is a screen to open a window on. */
export function hasDisplay(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
}
