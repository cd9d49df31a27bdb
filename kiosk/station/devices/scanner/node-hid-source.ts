/** The HID devices of this machine, by node-hid; loaded with the first scanner that wants one. */
import type { FoundHid, OpenHid, ReportSource } from './report-source.ts'

/** Loads it. Rejects where its native half is not made for this machine. */
export async function nodeHidSource(): Promise<ReportSource> {
  const { devicesAsync, HIDAsync } = (await import('node-hid')).default
  return {
    async devices() {
      const found = await devicesAsync()
      return found.flatMap(({ path, vendorId, productId, usagePage = 0, usage = 0 }): FoundHid[] =>
        path === undefined
          ? []
          : [{ path, vendor: vendorId, product: productId, usagePage, usage }],
      )
    },
    async open(path): Promise<OpenHid> {
      const device = await HIDAsync.open(path)
      return {
        onReport: (listener) => {
          device.on('data', (report: Buffer) => {
            listener(new Uint8Array(report))
          })
        },
        onGone: (listener) => {
          // It says so once, by failing to read.
          device.once('error', listener)
        },
        async sendFeature(bytes) {
          await device.sendFeatureReport(Buffer.from(bytes))
        },
        close: () => device.close(),
      }
    },
  }
}
