// An open debate: the bar of the page above, the stage below, and the debate as a page where a reader asks for it.
import { Full } from '../storage'
import { download, make } from './dom'
import { loadWorkbench, type Engine, type OpenedDebate } from './engine'
import { KeptRoom } from './kept-room'
import type { Lang } from './messages'
import { bytesOf, sentenceOf } from './opening'
import { PageView } from './page-view'
import { RoomPanel } from './room-panel'
import { Stage } from './stage'
import type { Words } from './words'

/** What the address asks for; the reader may have it otherwise since. */
export interface Wished {
  dark: boolean
  page: string
}

export class Desk {
  /** The reader wants to open another debate. */
  again: () => void = () => undefined
  #coming: Promise<Engine> | null = null
  #engine: Engine | null = null
  #stage: Stage | null = null
  #debate: OpenedDebate | null = null
  #opened: Blob = new Blob()
  #room: KeptRoom | null = null
  #panel: RoomPanel | null = null
  readonly #told = make('p', { class: 'told', role: 'status' })

  constructor(
    private readonly main: HTMLElement,
    private readonly words: Words,
    private readonly wished: Wished,
  ) {}

  /** Reads a debate file or a log and shows it. Throws what `sentenceOf` says. */
  async open(file: Blob): Promise<void> {
    const text = await bytesOf(file)
    this.#coming ??= loadWorkbench()
    this.#coming.catch(() => (this.#coming = null))
    const engine = (this.#engine = await this.#coming)
    // The page says that it reads before it does.
    await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))
    const begun = performance.now()
    let debate = engine.open(text, '', this.words.lang)
    this.#room = await KeptRoom.find(debate.debate)
    if (this.#room) debate = engine.open(text, this.#room.log(debate.debate, debate.owner), this.words.lang)
    engine.toldOpening(performance.now() - begun)
    this.#debate = debate
    this.#opened = file
    engine.dark(this.wished.dark)
    if (this.wished.page) this.#page(this.wished.page)
    this.#show(engine)
    if (this.#room) {
      await this.#room.opened(file)
      this.#run()
    }
  }

  close(): void {
    this.#stage?.close()
    this.#stage = null
  }

  #show(engine: Engine): void {
    const { words } = this
    this.close()
    const title = this.#debate!.title || words.say('untitled')
    words.put(document.querySelector('title')!, 'stage', { title })
    const stage = (this.#stage = new Stage(engine, {
      keep: line => this.#keep(line),
      changed: (dark, lang) => this.#changed(dark, lang),
      broke: error => this.#broke(error),
      left: () => again.focus(),
    }))
    words.put(stage.element, 'stage', { title }, 'aria-label')
    words.put(stage.field, 'typing', {}, 'aria-label')
    stage.element.setAttribute('aria-describedby', 'help')
    const again = words.put(make('button', { type: 'button' }), 'open-other')
    again.addEventListener('click', () => this.again())
    const panel = (this.#panel = new RoomPanel(
      words,
      {
        begin: seed => void this.#begin(seed),
        saveLog: () => download('room.ndjson', this.#log(), 'application/x-ndjson'),
        saveKey: () => download('room.key', this.#room!.keyFile(), 'text/plain'),
        page: address => this.#page(address),
        wrongKey: () => this.#say('wrong-key', {}, true),
      },
      this.wished.page,
    ))
    panel.offer()
    const view = new PageView(words, () => ({ debate: this.#debate!, file: engine.file() }))
    const bar = make('header', { class: 'bar' }, again, panel.element, view.button, this.#told)
    const help = words.put(make('p', { id: 'help', class: 'hidden' }), 'help')
    const name = words.put(make('h1', { class: 'hidden' }), 'stage', { title })
    this.main.replaceChildren(make('div', { class: 'bench' }, name, bar, help, stage.element), view.element)
    const { entries, left } = this.#debate!
    if (left) this.#say('left', { left })
    else this.#say('opened', { entries })
    stage.element.focus()
  }

  /** A room begins: its key is kept before anything is said. */
  async #begin(seed: Uint8Array<ArrayBuffer>): Promise<void> {
    const { debate, title } = this.#debate!
    try {
      // The key decides who speaks, so it is made from the seed first.
      const key = this.#engine!.room(seed)
      this.#room = await KeptRoom.begin({ debate, title }, this.#opened, seed, key)
    } catch (error) {
      this.#unkept(error)
      return
    }
    this.#run()
  }

  #run(): void {
    const seed = this.#room!.seed
    this.#panel!.run()
    this.#panel!.element.open = false
    this.#stage!.tell(engine => {
      engine.room(seed)
      engine.show('room')
    })
    this.#stage!.element.focus()
    this.#say('room-kept', { lines: this.#room!.size })
  }

  async #keep(line: string): Promise<boolean> {
    try {
      if ((await this.#room!.keep(line)) === 'behind') {
        this.#say('room-behind', {}, true)
        return false
      }
      this.#say('room-kept', { lines: this.#room!.size })
      return true
    } catch (error) {
      this.#unkept(error)
      return false
    }
  }

  #unkept(error: unknown): void {
    this.#say(error instanceof Full ? 'room-full' : 'room-unkept', {}, true)
  }

  #log(): string {
    const { debate, owner } = this.#debate!
    return this.#room?.log(debate, owner) ?? ''
  }

  #page(address: string): void {
    try {
      if (this.#stage) this.#stage.tell(engine => engine.page(address))
      else this.#engine!.page(address)
    } catch {
      this.#say('wrong-page', {}, true)
    }
  }

  #changed(dark: boolean, lang: Lang): void {
    this.wished.dark = dark
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
    this.words.choose(lang)
  }

  #broke(error: unknown): void {
    this.#coming = null
    this.#say(...sentenceOf(error, this.words), true)
  }

  #say(key: string, values: Record<string, string | number> = {}, fault = false): void {
    this.#told.classList.toggle('fault', fault)
    this.words.put(this.#told, key, values)
  }
}
