/** For the test of the report: pictures of the whole page, kept to be looked at. */
import { writeFileSync } from 'node:fs'
import type { Browser } from 'webdriverio'

/** Takes the page from top to bottom, at a width. */
export const shoot = async (browser: Browser, path: string, width: number): Promise<void> => {
  const metrics = (height: number) =>
    browser.sendCommandAndGetResult('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    })
  await metrics(800)
  await metrics(await browser.execute(() => document.documentElement.scrollHeight))
  const { data } = (await browser.sendCommandAndGetResult('Page.captureScreenshot', {
    format: 'png',
  })) as { readonly data: string }
  writeFileSync(path, Buffer.from(data, 'base64'))
}
