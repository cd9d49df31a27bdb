/** What the tests need of Debian, and how it is put there when it may be. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'

/** A Debian package: how to see that it is there, and which tests are skipped without it. */
export interface DebianPackage {
  readonly name: string
  readonly present: () => boolean
  readonly wantedBy: string
}

const file = (path: string) => (): boolean => existsSync(path)
/** Without fontconfig there is no list, and no font either. */
const hasChineseFont = (): boolean => {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return status === 0 && stdout !== ''
}

/** One line a package. */
export const packages: readonly DebianPackage[] = [
  { name: 'chromium', present: file('/usr/bin/chromium'), wantedBy: 'the screens' },
  { name: 'chromium-driver', present: file('/usr/bin/chromedriver'), wantedBy: 'the screens' },
  // A second engine: 37 MB with the screen that it draws on, and 24 s to install (2 cores, November 2026).
  {
    name: 'webkit2gtk-driver',
    present: file('/usr/bin/WebKitWebDriver'),
    wantedBy: 'the page in WebKit',
  },
  { name: 'xvfb', present: file('/usr/bin/Xvfb'), wantedBy: 'the page in WebKit' },
  { name: 'socat', present: file('/usr/bin/socat'), wantedBy: 'serial devices' },
  {
    name: 'libusb-1.0-0',
    present: () => globSync('/{usr/lib,lib}/{*/,}libusb-1.0.so.0').length > 0,
    wantedBy: 'HID scanners',
  },
  { name: 'softhsm2', present: file('/usr/lib/softhsm/libsofthsm2.so'), wantedBy: 'tokens' },
  { name: 'opensc', present: file('/usr/bin/pkcs11-tool'), wantedBy: 'tokens' },
  { name: 'poppler-utils', present: file('/usr/bin/pdftoppm'), wantedBy: 'sheets of paper' },
  { name: 'curl', present: file('/usr/bin/curl'), wantedBy: 'the pages of docs' },
  { name: 'jq', present: file('/usr/bin/jq'), wantedBy: 'the pages of docs' },
  { name: 'nats-server', present: file('/usr/sbin/nats-server'), wantedBy: 'NATS' },
  { name: 'python3', present: file('/usr/bin/python3'), wantedBy: 'Python' },
  {
    name: 'python3-cryptography',
    present: file('/usr/lib/python3/dist-packages/cryptography/__init__.py'),
    wantedBy: 'Python',
  },
  { name: 'fonts-wqy-microhei', present: hasChineseFont, wantedBy: 'the Chinese words on them' },
]

/** What is told of packages that are missing: each by its name, which tests are skipped, and what brings them all. */
export function toldMissing(
  missing: readonly DebianPackage[],
  isDebian = existsSync('/usr/bin/apt-get'),
): readonly string[] {
  if (missing.length === 0) return []
  const names = missing.map(({ name }) => name).join(' ')
  return [
    ...missing.map(({ name, wantedBy }) => `not here: ${name}; tests of ${wantedBy} are skipped`),
    isDebian
      ? `to try them too, as root: apt-get install --no-install-recommends ${names}`
      : 'they are packages of Debian; this is another system, which these tests do not install on',
  ]
}

/** Whether this process may install Debian packages. */
const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const apt = (log: (line: string) => void, ...args: readonly string[]): boolean => {
  log(`apt-get ${args.join(' ')}`)
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  })
  return status === 0
}

/** Installs what is missing, if it may; returns what is missing after that. */
export const installMissing = (log: (line: string) => void): readonly DebianPackage[] => {
  const missing = packages.filter(({ present }) => !present())
  if (missing.length === 0 || !mayInstall()) return missing
  const install = ['install', '-y', '--no-install-recommends', ...missing.map(({ name }) => name)]
  if (!apt(log, ...install)) {
    apt(log, 'update')
    apt(log, ...install)
  }
  return missing.filter(({ present }) => !present())
}
