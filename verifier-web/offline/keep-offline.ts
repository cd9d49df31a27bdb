/** Has the browser keep the pages for use without a network, and tells when another version of them is there. */
import { Workbox } from 'workbox-window/Workbox.js'
import './update-bar.ts'

/** Milliseconds between two looks for a newer version, for a page that is open for days. */
const lookEvery = 3_600_000

/**
 * Registers the service worker beside the page; false where the browser refuses to have one: the page works without.
 *
 * @param onNewer - A newer version waits: parts of this one can be fetched until somebody takes the newer, in any window.
 */
export async function keepOffline(onNewer?: () => void): Promise<boolean> {
  // Relative: a page may stand in a folder of a site that is not ours.
  const workbox = new Workbox('service-worker.js')
  let isPressed = false
  // On the first visit the first worker to take over is that of this very page.
  let isFirst = navigator.serviceWorker.controller === null
  const bar = document.createElement('update-bar')
  const show = () => {
    document.body.prepend(bar)
  }
  bar.addEventListener('update-now', () => {
    isPressed = true
    // One that took over for another window is there already.
    if (bar.isTaken) location.reload()
    else workbox.messageSkipWaiting()
  })
  workbox.addEventListener('waiting', () => {
    onNewer?.()
    show()
  })
  workbox.addEventListener('controlling', () => {
    if (isFirst) isFirst = false
    else if (isPressed) location.reload()
    else {
      // The person pressed in another window: here a check may be under way.
      bar.isTaken = true
      show()
    }
  })
  try {
    await workbox.register({ immediate: true })
  } catch (error) {
    // Refused by the browser or its owner, or the file is not there.
    if (error instanceof DOMException || error instanceof TypeError) return false
    throw error
  }
  setInterval(() => {
    // Without a network there is nothing newer.
    workbox.update().catch(() => undefined)
  }, lookEvery)
  return true
}
