/** Says on stderr how far a long run has come, where a person is looking. */

/** A line for each so many milliseconds, and none for what is done sooner. */
const every = 500

/** Passes things on, counting them aloud. */
export function* withProgress<Thing>(things: Iterable<Thing>, count: number): Iterable<Thing> {
  if (!process.stderr.isTTY) {
    yield* things
    return
  }
  let done = 0
  let said = performance.now()
  let isShown = false
  for (const thing of things) {
    yield thing
    done += 1
    // A clock is not asked for each of ten million.
    if (done % 1000 !== 0 || performance.now() - said < every) continue
    said = performance.now()
    isShown = true
    process.stderr.write(`\r${done} of ${count}`)
  }
  if (isShown) process.stderr.write(`\r\u001b[K`)
}
