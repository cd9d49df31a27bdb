/** The service worker: keeps every file of the pages, so that they open without a network; a newer one waits until it is called. */
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'

/** Every file that was built, with its digest; the build puts the list here. */
declare const builtFiles: readonly { readonly url: string; readonly revision: string }[]

/** What TypeScript's types of a page lack. */
interface Worker {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}
interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void
}
const worker = self as unknown as Worker

// Only what is listed is answered from here: the data of a verifier have their own keeping, with floors.
precacheAndRoute([...builtFiles])
cleanupOutdatedCaches()

self.addEventListener('activate', (event) => {
  // The first visit too can then load what it opens later without a network.
  ;(event as Lasting).waitUntil(worker.clients.claim())
})
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if ((data as { readonly type?: unknown } | null)?.type === 'SKIP_WAITING') {
    void worker.skipWaiting()
  }
})
