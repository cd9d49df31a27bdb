/** What the page knows and does: the desk, the texts that are open, and the newest judgement of them. Draws nothing. */
import type { Desk, DeskEvent, Judgement, Language, StudioApi, StudioFile } from '../studio-api.ts'
import { JudgeLoop } from './judge-loop.ts'
import {
  afterChangeOnDisk,
  afterSave,
  isUnsaved,
  openFile,
  saveState,
  settle,
  type OpenFile,
} from './open-file.ts'
import { StudioError } from './studio-error.ts'

/** Rules, or the cases that go with them. */
export type EditorKind = 'rules' | 'cases'

/** Something to say to the person, once. */
export type Notice =
  | { readonly is: 'refused'; readonly words: string }
  | { readonly is: 'reread'; readonly path: string }

/** All that the page shows is made of this. */
export interface StudioState {
  readonly language: Language
  readonly desk: Desk | undefined
  /** The set that is worked on, by path. */
  readonly path: string | undefined
  /** Every file that was opened, so that what was typed into one stays when another is chosen. */
  readonly files: ReadonlyMap<string, OpenFile>
  readonly judgement: Judgement | undefined
  /** Whether the texts have changed since they were judged. */
  readonly isStale: boolean
  /** With which set to compare; null: the newest lower version. */
  readonly before: string | null
  /** The case that is explained, by its id. */
  readonly explain: string | null
  /** Whether the server answers. */
  readonly isReached: boolean
  readonly isLocked: boolean
  readonly notice: Notice | undefined
}

const firstState: StudioState = {
  language: 'zh',
  desk: undefined,
  path: undefined,
  files: new Map(),
  judgement: undefined,
  isStale: false,
  before: null,
  explain: null,
  isReached: true,
  isLocked: false,
  notice: undefined,
}

const pauseMs = 150

/** Works at one desk. */
export class StudioSession {
  readonly api: StudioApi
  readonly #onChange: (state: StudioState) => void
  readonly #judging: JudgeLoop<Parameters<StudioApi['judge']>[0], Judgement>
  #state = firstState

  constructor(api: StudioApi, onChange: (state: StudioState) => void) {
    this.api = api
    this.#onChange = onChange
    this.#judging = new JudgeLoop({
      judge: (question, signal) => api.judge(question, signal),
      onAnswer: (judgement) => {
        this.#set({ judgement, isStale: false })
      },
      onFault: (error) => {
        this.#fault(error)
      },
      pauseMs,
    })
  }

  get state(): StudioState {
    return this.#state
  }

  /** The file that an editor shows. */
  fileOf(kind: EditorKind): OpenFile | undefined {
    const { path, desk, files } = this.#state
    const set = desk?.sets.find((each) => each.path === path)
    const wanted = kind === 'rules' ? path : set?.cases
    return wanted === undefined ? undefined : files.get(wanted)
  }

  /** Reads the desk and opens what it says to begin with. */
  async begin(language: Language): Promise<void> {
    this.#set({ language })
    await this.#try(async () => {
      const desk = await this.api.desk()
      this.#set({ desk, language: desk.language })
      this.api.events((event) => {
        void this.#try(() => this.#hear(event))
      })
      const first = desk.open ?? desk.sets[0]?.path
      if (first !== undefined) await this.#open(first)
    })
  }

  /** Chooses the set to work on. */
  async open(path: string): Promise<void> {
    await this.#try(() => this.#open(path))
  }

  /** Takes what was typed. */
  edit(path: string, text: string): void {
    const file = this.#state.files.get(path)
    if (file === undefined || file.text === text) return
    this.#put({ ...file, text })
    this.#ask()
  }

  /** Writes the open texts that were changed, rules and cases. */
  async save(): Promise<void> {
    for (const kind of ['rules', 'cases'] as const) {
      const file = this.fileOf(kind)
      if (file !== undefined && saveState(file) === 'unsaved') await this.#save(file)
    }
  }

  async #save(file: OpenFile): Promise<void> {
    const { path, text, saved } = file
    this.#put({ ...file, isSaving: true })
    const isDone = await this.#try(async () => {
      const answer = await this.api.save({ path, text, expected: saved?.sha256 ?? null })
      this.#change(path, (now) => afterSave(now, answer))
      if (!('conflict' in answer)) this.dismiss()
    })
    if (!isDone) this.#change(path, (now) => ({ ...now, isSaving: false }))
  }

  /** Brings a text into its one form. */
  async format(kind: EditorKind): Promise<void> {
    const file = this.fileOf(kind)
    if (file === undefined) return
    await this.#try(async () => {
      const { text } = await this.api.format({ path: file.path, text: file.text })
      // What was typed meanwhile is worth more than its form.
      if (this.#state.files.get(file.path)?.text === file.text) this.edit(file.path, text)
    })
  }

  /** Settles a conflict; ours is written at once. */
  async settle(path: string, choice: 'mine' | 'theirs'): Promise<void> {
    this.#change(path, (file) => settle(file, choice))
    const file = this.#state.files.get(path)
    if (choice === 'mine' && file !== undefined) await this.#save(file)
    this.#ask()
  }

  speak(language: Language): void {
    this.#set({ language })
    this.#ask(true)
  }

  compareWith(before: string | null): void {
    this.#set({ before })
    this.#ask(true)
  }

  explain(id: string): void {
    if (this.#state.explain === id) return
    this.#set({ explain: id })
    this.#ask(true)
  }

  /** Told by whoever asks the server. When it is back, it is asked what it has missed. */
  reach(isReached: boolean): void {
    if (isReached === this.#state.isReached) return
    this.#set({ isReached })
    if (isReached) this.#ask(true)
  }

  dismiss(): void {
    this.#set({ notice: undefined })
  }

  /** Whether closing the page would lose something. */
  get hasUnsaved(): boolean {
    return [...this.#state.files.values()].some(isUnsaved)
  }

  async #open(path: string): Promise<void> {
    const set = this.#state.desk?.sets.find((each) => each.path === path)
    if (set === undefined) return
    const [rules, cases] = await Promise.all([this.#read(path), this.#read(set.cases)])
    if (rules !== null) this.#put(rules)
    if (cases !== null) this.#put(cases)
    else this.#put(openFile(set.cases, null))
    this.#set({ path, judgement: undefined, before: null, explain: null })
    this.#ask(true)
  }

  /** A file as it is open, or else as it is on the disk; null: there is none. */
  async #read(path: string): Promise<OpenFile | null> {
    const open = this.#state.files.get(path)
    if (open !== undefined) return open
    const found = await this.#find(path)
    return found === null ? null : openFile(path, found)
  }

  async #find(path: string): Promise<StudioFile | null> {
    try {
      return await this.api.file(path)
    } catch (error) {
      if (error instanceof StudioError && error.trouble === 'missing') return null
      throw error
    }
  }

  async #hear(event: DeskEvent): Promise<void> {
    if (event.is === 'desk') {
      this.#set({ desk: await this.api.desk() })
      return
    }
    const file = this.#state.files.get(event.path)
    // Our own writing is told too.
    if (file === undefined || file.isSaving || file.saved?.sha256 === event.sha256) return
    const found = event.sha256 === null ? null : await this.#find(event.path)
    const before = this.#state.files.get(event.path)
    if (before === undefined || before.isSaving) return
    const after = afterChangeOnDisk(before, found)
    if (before.saved?.sha256 === after.saved?.sha256 && after.other === before.other) return
    this.#put(after)
    if (after.text !== before.text) {
      this.#set({ notice: { is: 'reread', path: event.path } })
      this.#ask()
    }
  }

  #ask(isUrgent = false): void {
    const [rules, cases] = [this.fileOf('rules'), this.fileOf('cases')]
    if (rules === undefined) return
    const { language, before, explain } = this.#state
    const isWritten = cases !== undefined && (cases.saved !== null || cases.text !== '')
    const question = {
      path: rules.path,
      text: rules.text,
      cases: isWritten ? cases.text : null,
      explain,
      before,
      language,
    }
    this.#set({ isStale: true })
    this.#judging.ask(question, isUrgent)
  }

  #put(file: OpenFile): void {
    this.#set({ files: new Map(this.#state.files).set(file.path, file) })
  }

  #change(path: string, change: (file: OpenFile) => OpenFile): void {
    const file = this.#state.files.get(path)
    if (file !== undefined) this.#put(change(file))
  }

  /** Whether it went well; if not, the page says why. */
  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (error) {
      this.#fault(error)
      return false
    }
  }

  #fault(error: unknown): void {
    if (!(error instanceof StudioError)) throw error
    if (error.trouble === 'gone') this.#set({ isReached: false })
    else if (error.trouble === 'no-token') this.#set({ isLocked: true })
    else this.#set({ notice: { is: 'refused', words: error.message } })
  }

  #set(change: Partial<StudioState>): void {
    this.#state = { ...this.#state, ...change }
    this.#onChange(this.#state)
  }
}
