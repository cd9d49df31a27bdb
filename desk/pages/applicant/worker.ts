/** Keeps the files of the applicant's page, so that it opens without a network; answers of the desk are not its affair. */

export {}

interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const name = 'greengate-desk-1'
const isFile = ({ method, url }: Request): boolean => {
  const { origin, pathname } = new URL(url)
  return (
    method === 'GET' &&
    origin === location.origin &&
    /^\/(?:[\w.-]+\.(?:js|css|svg))?$/.test(pathname)
  )
}

/** From the desk if it answers, so that nobody is left with an old page; otherwise what was kept. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(name)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true })
    if (kept === undefined) throw error
    return kept
  }
}

self.addEventListener('install', (event) => {
  const files = ['./', 'main.js', 'page.css']
  const fill = async (): Promise<void> => (await caches.open(name)).addAll(files)
  ;(event as Lasting).waitUntil(fill())
})
self.addEventListener('fetch', (event) => {
  const { request } = event as Fetching
  if (isFile(request)) (event as Fetching).respondWith(answer(request))
})
