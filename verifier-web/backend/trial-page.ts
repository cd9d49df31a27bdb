/** The trial in a browser: puts its functions where the test can call them. */
import { trySignatures, tryVectors } from './trial.ts'

const trial = {
  trySignatures,
  vectors: () =>
    tryVectors(async (path) => {
      const response = await fetch(`/vectors/${path}`)
      if (!response.ok) throw new Error(`no vector ${path}`)
      return new Uint8Array(await response.arrayBuffer())
    }),
}

declare global {
  var greengateTrial: typeof trial | undefined
}

globalThis.greengateTrial = trial
