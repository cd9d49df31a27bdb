/** Hears the voice of a screen: what was decoded, and what was started. */
import type { Browser } from 'webdriverio'

/** Keeps what was decoded and what was started, from the page's first moment on. */
export async function listenToVoice(page: Browser): Promise<void> {
  await page.sendCommandAndGetResult('Page.addScriptToEvaluateOnNewDocument', {
    source: `(() => {
      globalThis.heard = []
      globalThis.undecoded = []
      const names = new WeakMap()
      const { fetch } = globalThis
      globalThis.fetch = async (address) => {
        const response = await fetch(address)
        const bytes = response.arrayBuffer.bind(response)
        response.arrayBuffer = async () => {
          const buffer = await bytes()
          names.set(buffer, String(address))
          return buffer
        }
        return response
      }
      const decode = AudioContext.prototype.decodeAudioData
      AudioContext.prototype.decodeAudioData = async function (bytes) {
        const name = names.get(bytes)
        try {
          const buffer = await decode.call(this, bytes)
          names.set(buffer, name)
          return buffer
        } catch (error) {
          undecoded.push(name)
          throw error
        }
      }
      const { start } = AudioBufferSourceNode.prototype
      AudioBufferSourceNode.prototype.start = function (...when) {
        heard.push(names.get(this.buffer))
        return start.apply(this, when)
      }
    })()`,
  })
}

/** What it has said since the page was loaded, or since it was last forgotten: addresses of files. */
export const heardIn = (browser: Browser): Promise<readonly string[]> =>
  browser.execute(() => (globalThis as unknown as { heard: string[] }).heard)

/** Begins to listen anew. */
export const forgetHeard = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    ;(globalThis as unknown as { heard: string[] }).heard = []
  })
