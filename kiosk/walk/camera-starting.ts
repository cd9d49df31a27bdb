/** A screen whose camera does not answer yet, as while a browser asks for leave. */
import type { Browser } from 'webdriverio'

/** Loads the page anew with such a camera for as long as the work takes, and anew with its own afterwards. */
export async function cameraStarting(browser: Browser, work: () => Promise<void>): Promise<void> {
  const source = 'navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined)'
  const added: unknown = await browser.sendCommandAndGetResult(
    ...(['Page.addScriptToEvaluateOnNewDocument', { source }] as const),
  )
  await browser.refresh()
  try {
    await work()
  } finally {
    await browser.sendCommandAndGetResult(
      'Page.removeScriptToEvaluateOnNewDocument',
      added as { identifier: string },
    )
    await browser.refresh()
  }
}
