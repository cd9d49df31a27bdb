/** Works that must not meet: each begins once the one before it has ended, well or badly. */

/** Lets one work be done after the other; what one of them ends with is its own asker's alone. */
export function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
