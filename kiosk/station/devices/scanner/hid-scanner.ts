/** A barcode scanner in HID point-of-sale mode: found by what it is, read by reports, back by itself when it was pulled out. */
import type { DeviceState } from '../../../shared/device-health.ts'
import { systemCode } from '../../station-error.ts'
import type { Scanner, Surroundings } from '../device.ts'
import { hidReports } from './hid-report.ts'
import { nodeHidSource } from './node-hid-source.ts'
import type { FoundHid, OpenHid, ReportSource } from './report-source.ts'
import { scanJudge, type ScanRules } from './scan-judge.ts'
import { scannerHealth } from './scanner-health.ts'

/** As the configuration says it. */
export interface HidScannerOptions extends Omit<ScanRules, 'aim'> {
  readonly name: string
  /** Four hexadecimal digits, as `lsusb` writes them: which scanner, where there are several. */
  readonly vendor?: string
  readonly product?: string
  /** Between two looks for the device, in milliseconds. Default: 1,000. */
  readonly lookMs?: number
  /** A scan that does not go on for so long is thrown away, in milliseconds. Default: 500. */
  readonly gapMs?: number
}

/** What the driver is given; without a source it is this machine's devices. */
export interface HidSurroundings extends Surroundings {
  readonly openSource?: () => Promise<ReportSource>
}

const barcodePage = 0x8c
const barcodeScanner = 0x02
const honeywell = 0x0c2e
/** Feature report 254 with 1: send reports, not what the scanner did before. */
const reportMode = Uint8Array.of(254, 1)

/** Opens the scanner; it is `missing` until it is plugged in. */
export function openHidScanner(
  options: HidScannerOptions,
  { now, monotonicMs, log, openSource = nodeHidSource }: HidSurroundings,
): Scanner {
  const { name, vendor, product, lookMs = 1_000, gapMs = 500 } = options
  const [vendorId, productId] = [numberOf(vendor), numberOf(product)]
  const judge = scanJudge(options)
  const health = scannerHealth(name, now)
  const reports = hidReports()
  const listeners = new Set<(text: string) => void>()
  let source: ReportSource | undefined
  let device: OpenHid | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let gap: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const isOver = () => isStopped
  let looking = Promise.resolve()

  const become = (state: DeviceState) => {
    const { noise } = judge.counts()
    health.become(state, noise === 0 ? undefined : `${noise} unreadable`)
  }
  const isOurs = (found: FoundHid) =>
    found.usagePage === barcodePage &&
    found.usage === barcodeScanner &&
    (vendorId === undefined || found.vendor === vendorId) &&
    (productId === undefined || found.product === productId)
  const noise = () => {
    reports.forget()
    judge.noise(monotonicMs())
    become(judge.isStorm(monotonicMs()) ? 'failing' : 'ready')
  }
  const take = (report: Uint8Array) => {
    clearTimeout(gap)
    const found = reports.push(report)
    if (found === 'more') gap = setTimeout(noise, gapMs)
    else if (found === 'noise') noise()
    else {
      const scan = judge.judge(found.bytes, monotonicMs())
      become(judge.isStorm(monotonicMs()) ? 'failing' : 'ready')
      if (scan.is === 'text') for (const listener of [...listeners]) listener(scan.text)
    }
  }
  const lost = (was: OpenHid) => {
    if (device !== was) return
    device = undefined
    clearTimeout(gap)
    reports.forget()
    void was.close().catch(() => undefined)
    become('missing')
    later()
  }
  const later = () => {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      looking = look()
    }, lookMs)
  }

  const look = async () => {
    try {
      source ??= await openSource()
      const found = (await source.devices()).find(isOurs)
      if (found === undefined) become('missing')
      else await openFound(source, found)
    } catch (error) {
      // Whatever the system has against it: it is asked again, and staff see how it is.
      const state = stateOf(error)
      if (health.now().state !== state) log(`${name}: ${state}`)
      become(state)
    }
    if (device === undefined) later()
  }
  const openFound = async (from: ReportSource, found: FoundHid) => {
    const opened = await from.open(found.path)
    try {
      if (found.vendor === honeywell) await opened.sendFeature(reportMode)
    } catch (error) {
      await opened.close()
      throw error
    }
    if (isOver()) {
      await opened.close()
      return
    }
    device = opened
    opened.onReport(take)
    opened.onGone(() => {
      lost(opened)
    })
    become('ready')
  }
  looking = look()

  return {
    name,
    kind: 'scanner',
    health: () => health.now(),
    watch: (onHealth) => health.watch(onHealth),
    async test() {
      const was = device
      if (was !== undefined && !((await source?.devices())?.some(isOurs) ?? false)) lost(was)
      return health.now()
    },
    listen(onText) {
      listeners.add(onText)
      return () => {
        listeners.delete(onText)
      }
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      clearTimeout(gap)
      await looking
      const was = device
      device = undefined
      await was?.close()
    },
  }
}

function numberOf(hex: string | undefined): number | undefined {
  if (hex === undefined) return undefined
  if (!/^[0-9a-f]{4}$/i.test(hex))
    throw new TypeError('vendor and product: four hexadecimal digits')
  return Number.parseInt(hex, 16)
}

function stateOf(error: unknown): DeviceState {
  const said = systemCode(error) ?? (error instanceof Error ? error.message : '')
  if (/EACCES|EPERM|denied|not permitted/i.test(said)) return 'denied'
  if (/EBUSY|busy/i.test(said)) return 'busy'
  return /ENOENT|ENODEV|No such/i.test(said) ? 'missing' : 'failing'
}
