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

/** What it could not decode of what it loaded: addresses of files. */
export const undecodedIn = (browser: Browser): Promise<readonly string[]> =>
  browser.execute(() => (globalThis as unknown as { undecoded: string[] }).undecoded)

/** Begins to listen anew. */
export const forgetHeard = (browser: Browser): Promise<void> =>
  browser.execute(() => {
    ;(globalThis as unknown as { heard: string[] }).heard = []
  })

/** How many files of each pack this browser makes a sound of one channel of, at whatever pace they are said. */
export const decodable = async (
  browser: Browser,
  packs: readonly string[],
): Promise<readonly number[]> =>
  await browser.execute(async (names) => {
    const context = new OfflineAudioContext(1, 1, 16_000)
    const seconds = async (path: string) => {
      const bytes = await (await fetch(`voice/${path}`)).arrayBuffer()
      const sound = await context.decodeAudioData(bytes)
      return sound.numberOfChannels === 1 ? sound.duration : 0
    }
    const counted = names.map(async (pack) => {
      const response = await fetch(`voice/${pack}/manifest.json`)
      const { prompts } = (await response.json()) as { prompts: { file: string }[] }
      const all = await Promise.all(prompts.map(({ file }) => seconds(`${pack}/${file}`)))
      return all.filter((one) => one > 0.1).length
    })
    return Promise.all(counted)
  }, packs)
