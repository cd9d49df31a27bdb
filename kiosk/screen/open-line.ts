/** Stands in the page itself: opens the line to the station before the page's script is there, which takes it over. */
import { connectSocket, type PageOfScreen } from './connect-socket.ts'

const page = window as PageOfScreen
if (page.greengateKiosk === undefined) {
  // What the station said when it sent the page; the first word over the line takes its place.
  const word = document.getElementById('said')?.textContent
  const said: unknown[] = word === undefined ? [] : [word]
  const socket = connectSocket(page)
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    said.push(data)
  })
  page.greengateLine = { socket, said }
}
