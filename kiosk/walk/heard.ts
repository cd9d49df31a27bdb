/** Does something before a device, and waits until the device at the station's end has told of it. */

/** Does it. */
export async function heard(
  device: { listen(onTold: () => void): () => void } | undefined,
  doing: () => Promise<void>,
): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const unlisten = device?.listen(() => {
      unlisten?.()
      resolve()
    })
  })
  await doing()
  await told
}
