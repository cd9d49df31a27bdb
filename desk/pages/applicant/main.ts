/** Wires the applicant's page to the desk that serves it, and to what this device keeps. */
import { deskClient } from '../../shared/desk-client.ts'
import './applicant-page.ts'
import { keepInBrowser, keepInMemory } from './kept.ts'

/** Whoever sets a public terminal up opens `/?terminal`, or `/?terminal=90` for other than two minutes. */
const name = 'greengate-desk-terminal'
const asked = new URLSearchParams(location.search).get('terminal')
// A provider sends the browser back to an address without it: the window remembers.
if (asked !== null) sessionStorage.setItem(name, asked)
const terminal = asked ?? sessionStorage.getItem(name)
const usualSeconds = 120
const warnSeconds = 30

const page = document.createElement('applicant-page')
page.client = deskClient()
page.kept = terminal === null ? keepInBrowser() : keepInMemory()
if (terminal !== null) {
  const seconds = /^\d{1,4}$/.test(terminal) ? Number(terminal) : usualSeconds
  page.idle = { idleMs: Math.max(seconds, 2 * warnSeconds) * 1000, warnMs: warnSeconds * 1000 }
}
document.body.append(page)

// The page opens without a network, too; of what the desk answers it keeps nothing.
if (terminal === null && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('worker.js')
}
