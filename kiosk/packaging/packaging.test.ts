/** What a machine is set up with: systemd reads the units, and the policies are what the shell needs and no more. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { kioskArguments } from '../browser-shell/open-kiosk.ts'
import { fileShape } from '../station/configuration/station-shape.ts'

const here = import.meta.dirname
const text = (name: string) => readFileSync(join(here, name), 'utf8')
const units = readdirSync(join(here, 'systemd')).filter((name) => /\.(service|timer)$/.test(name))

test('systemd finds nothing wrong in the units', async ({ skip }) => {
  if (!existsSync('/usr/bin/systemd-analyze')) return skip('systemd is not here')
  const folder = await mkdtemp(join(tmpdir(), 'greengate-units-'))
  try {
    // It looks whether what they start is there: on this machine it lies elsewhere.
    for (const name of units) {
      const unit = text(`systemd/${name}`)
        .replaceAll('/opt/greengate/node_modules/.bin/node', process.execPath)
        .replaceAll('/usr/bin/systemctl', process.execPath)
      await writeFile(join(folder, name), unit)
    }
    const paths = units.map((name) => join(folder, name))
    const { stdout, stderr } = await promisify(execFile)('systemd-analyze', ['verify', ...paths])
    const ours = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('greengate'))
    expect(ours).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the station is watched, starts again for ever, and is nobody’s but its own', () => {
  const unit = text('systemd/greengate-station.service')
  for (const line of [
    'Type=notify',
    'NotifyAccess=all',
    'WatchdogSec=60',
    'Restart=always',
    'User=greengate',
    'StartLimitIntervalSec=0',
    'CapabilityBoundingSet=',
    'DevicePolicy=closed',
    'NoNewPrivileges=yes',
    'StateDirectory=greengate',
  ])
    expect(unit.split('\n')).toContain(line)
  expect(text('systemd/greengate-screen.service')).toContain('PartOf=greengate-station.service')
})

test('the screen’s homes are shut, and its folder below /run/user, where cage puts its socket, is not', () => {
  const lines = text('systemd/greengate-screen.service').split('\n')
  expect(lines.filter((line) => line.startsWith('ProtectHome='))).toEqual([])
  expect(lines).toContain('InaccessiblePaths=-/home -/root')
})

test('what the units start is in this repository, and takes the options that they give', () => {
  const started = units.flatMap((name) => [
    ...text(`systemd/${name}`).matchAll(
      /^ExecStart=\S+ --conditions=source \/opt\/greengate\/(\S+) (.*)$/gm,
    ),
  ])
  expect(started).toHaveLength(2)
  for (const [, path = ''] of started) expect(existsSync(join(here, '../..', path))).toBe(true)
})

test('the package of Electron names who keeps it and where: without both no .deb is built', () => {
  const lines = text('electron-builder.yml')
  expect(lines).toMatch(/^extraMetadata:\n(?: .*\n)* {2}homepage: https:\/\/\S+$/m)
  expect(lines).toMatch(/^linux:\n(?: .*\n)* {2}maintainer: [^<]+ <[^@\s]+@[^>\s]+>$/m)
})

test('the policies let the screen be shown with its camera, and nothing else', () => {
  const policies = JSON.parse(text('chromium/policies.json')) as Record<string, unknown>
  const { screen } = fileShape.schema['properties'] as Record<
    string,
    { properties: { port: { default: number } } }
  >
  const origin = `http://127.0.0.1:${screen?.properties.port.default ?? ''}`
  expect(policies).toMatchObject({
    URLBlocklist: ['*'],
    URLAllowlist: [origin, expect.stringMatching(/^file:\/\/\/tmp\/greengate-kiosk-$/)],
    VideoCaptureAllowedUrls: [origin],
    AudioCaptureAllowed: false,
    DeveloperToolsAvailability: 2,
    DownloadRestrictions: 3,
    ExtensionInstallBlocklist: ['*'],
  })
  for (const guard of ['Serial', 'WebHid', 'WebUsb', 'WebBluetooth'])
    expect(policies[`Default${guard}GuardSetting`]).toBe(2)
})

test('Chromium is started with every flag that a kiosk needs', () => {
  const args = kioskArguments('/p', 'file:///p/open.html', false, true)
  expect(args).toEqual(
    expect.arrayContaining([
      ...['--kiosk', '--noerrdialogs', '--disable-session-crashed-bubble', '--disable-infobars'],
      ...['--no-first-run', '--disable-translate', '--disable-component-update', '--disable-pinch'],
      ...['--autoplay-policy=no-user-gesture-required', '--ozone-platform=wayland'],
    ]),
  )
  for (const flag of ['--no-sandbox', '--disable-web-security', '--remote-debugging-port'])
    expect(args.filter((one) => one.startsWith(flag))).toEqual([])
})
