/** The QR decoder: hands pictures to a worker, one at a time, and gives back the codes it read. */

import { workerAddress } from './decoder-places.ts'

/** What goes to the worker. */
export interface DecoderFrame {
  readonly id: number
  readonly image: ImageBitmap | ImageData
  readonly kind: PictureKind
}

/** A frame of a film, which the next one replaces, or a picture that comes once and gets all the time it needs. */
export type PictureKind = 'frame' | 'picture'

/** One QR code of a picture. */
export interface ReadCode {
  readonly text: string
  /** Its bytes, where it carries an update of a verifier's data. */
  readonly frame?: Uint8Array
}

/** What comes back; `codes: null` when the frame could not be examined at all. */
export interface DecoderAnswer {
  readonly id: number
  readonly codes: readonly ReadCode[] | null
}

/** The decoder cannot work: its worker or its wasm is missing, or it was closed. */
export class DecoderError extends Error {
  override name = 'DecoderError'
}

/** Reads QR codes out of pictures. */
export interface Decoder {
  /**
   * Reads every QR code in a picture. The picture is transferred: it is of no use afterwards.
   *
   * @throws {@link DecoderError} when the decoder itself cannot work.
   */
  read(image: ImageBitmap | ImageData, kind?: PictureKind): Promise<readonly ReadCode[]>
  /** Ends the worker; reads under way fail. */
  close(): void
}

interface Waiting {
  readonly resolve: (codes: readonly ReadCode[]) => void
  readonly reject: (error: DecoderError) => void
}

/** Where the decoder's files lie, if not in their usual place. */
export interface DecoderPlace {
  /** A folder of the page's own origin with `decoder-worker.js`, `decoder-fallback.js` and `zxing_reader.wasm`. */
  readonly assets?: string
}

/** Starts the decoder's worker; where it may not be started, every reading says so. */
export function openDecoder({ assets }: DecoderPlace = {}): Decoder {
  const worker = startWorker(assets)
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let broken: DecoderError | undefined
  // A chain, so that the worker never holds more than one frame.
  let last: Promise<unknown> = Promise.resolve()

  const fail = (message: string) => {
    broken ??= new DecoderError(message)
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }

  if (worker === undefined) fail('the decoder may not be started')
  else {
    worker.onmessage = (event: MessageEvent<DecoderAnswer>) => {
      const { id, codes } = event.data
      const waiter = waiting.get(id)
      waiting.delete(id)
      if (codes === null) waiter?.reject(new DecoderError('the decoder could not examine a frame'))
      else waiter?.resolve(codes)
    }
    worker.onerror = () => {
      fail('the decoder could not start')
    }
  }

  const send = (image: ImageBitmap | ImageData, kind: PictureKind) =>
    new Promise<readonly ReadCode[]>((resolve, reject) => {
      if (broken !== undefined || worker === undefined) {
        discard(image)
        reject(broken ?? new DecoderError('the decoder may not be started'))
        return
      }
      const id = nextId++
      waiting.set(id, { resolve, reject })
      const frame: DecoderFrame = { id, image, kind }
      worker.postMessage(frame, [image instanceof ImageData ? image.data.buffer : image])
    })

  return {
    read(image, kind = 'frame') {
      const answer = last.then(() => send(image, kind))
      last = answer.catch(() => undefined)
      return answer
    },
    close() {
      worker?.terminate()
      fail('the decoder was closed')
    },
  }
}

/** Undefined where a policy or another origin forbids it, or the folder has no address. */
function startWorker(assets: string | undefined): Worker | undefined {
  try {
    return new Worker(workerAddress(assets), {
      type: 'module',
      name: 'greengate-decoder',
    })
  } catch {
    return undefined
  }
}

/** A picture that nobody will look at takes no room. */
function discard(image: ImageBitmap | ImageData): void {
  if (!(image instanceof ImageData)) image.close()
}
