/** Takes what is dropped anywhere on the page or pasted anywhere into it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { sortTransfer, type Transfer } from '../edges/transfer.ts'

/** Listens while its host is in the page; `dropping` is true while something is dragged over it. */
export class TransferController implements ReactiveController {
  dropping = false
  readonly #host: ReactiveControllerHost
  readonly #take: (transfer: Transfer) => void

  constructor(host: ReactiveControllerHost, take: (transfer: Transfer) => void) {
    this.#host = host
    this.#take = take
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener('paste', this.#onPaste)
    document.addEventListener('dragover', this.#onDragOver)
    document.addEventListener('dragleave', this.#onDragLeave)
    document.addEventListener('drop', this.#onDrop)
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.#onPaste)
    document.removeEventListener('dragover', this.#onDragOver)
    document.removeEventListener('dragleave', this.#onDragLeave)
    document.removeEventListener('drop', this.#onDrop)
  }

  #setDropping(dropping: boolean): void {
    if (this.dropping === dropping) return
    this.dropping = dropping
    this.#host.requestUpdate()
  }

  #onPaste = (event: ClipboardEvent): void => {
    const transfer = sortTransfer(event.clipboardData)
    if (transfer === undefined) return
    // Text pasted behind other text is typing; into the empty field it is a code to check.
    const typing = event
      .composedPath()
      .some((node) => node instanceof HTMLTextAreaElement && node.value !== '')
    if (transfer.kind === 'text' && typing) return
    event.preventDefault()
    this.#take(transfer)
  }

  #onDragOver = (event: DragEvent): void => {
    event.preventDefault()
    this.#setDropping(true)
  }

  #onDragLeave = (event: DragEvent): void => {
    // Leaving for another element of the page is no leaving.
    if (event.relatedTarget === null) this.#setDropping(false)
  }

  #onDrop = (event: DragEvent): void => {
    event.preventDefault()
    this.#setDropping(false)
    const transfer = sortTransfer(event.dataTransfer)
    if (transfer !== undefined) this.#take(transfer)
  }
}
