// An open debate: the bar of the page above, the stage below, and the debate as a page where a reader asks for it.
import { Full } from '../storage'
import { download, make } from './dom'
import { loadWorkbench, type Engine, type OpenedDebate } from './engine'
import { HubBar } from './hub-bar'
import { KeptRoom, logOf } from './kept-room'
import type { Lang } from './messages'
import { bytesOf, hubHere, sentenceOf } from './opening'
import { PageView } from './page-view'
import { RoomPanel } from './room-panel'
import { SharedDebate } from './shared-debate'
import { Stage } from './stage'
import type { Words } from './words'

/** What the address asks for; the reader may have it otherwise since. */
export interface Wished {
  dark: boolean
  page: string
  hub: string
}

export class Desk {
  /** The reader wants to open another debate. */
  again: () => void = () => undefined
  #coming: Promise<Engine> | null = null
  #engine: Engine | null = null
  #stage: Stage | null = null
  #debate: OpenedDebate | null = null
  #opened: Blob = new Blob()
  #text: Uint8Array<ArrayBuffer> = new Uint8Array()
  #room: KeptRoom | null = null
  #panel: RoomPanel | null = null
  /** The debate as a hub has it, once it is there. */
  #shared: SharedDebate | null = null
  #joining: Promise<unknown> = Promise.resolve()
  readonly #bar: HubBar
  readonly #told = make('p', { class: 'told', role: 'status' })

  constructor(
    private readonly main: HTMLElement,
    private readonly words: Words,
    private readonly wished: Wished,
  ) {
    this.#bar = new HubBar(words, {
      share: () => void this.#shared?.share(),
      dismiss: id => void this.#shared?.dismiss(id),
    })
  }

  /** Reads a debate file or a log and shows it. Throws what `sentenceOf` says. */
  async open(file: Blob): Promise<void> {
    const text = await bytesOf(file)
    this.#coming ??= loadWorkbench()
    this.#coming.catch(() => (this.#coming = null))
    const engine = (this.#engine = await this.#coming)
    this.#leave()
    // The page says that it reads before it does.
    await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))
    const begun = performance.now()
    let debate = engine.open(text, '', this.words.lang)
    const room = (this.#room = await KeptRoom.find(debate.debate))
    if (room) debate = engine.open(text, logOf(room.lines, debate.debate, debate.owner), this.words.lang)
    engine.toldOpening(performance.now() - begun)
    this.#debate = debate
    this.#opened = file
    this.#text = text
    engine.dark(this.wished.dark)
    if (this.wished.page) this.#page(this.wished.page)
    this.#show(engine)
    if (room) {
      await room.opened(file)
      this.#run()
    }
    if (this.wished.hub) await this.#share(this.wished.hub)
  }

  close(): void {
    this.#leave()
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
        hub: address => void this.#share(address),
        wrongKey: () => this.#say('wrong-key', {}, true),
      },
      this.wished,
    ))
    panel.offer()
    const view = new PageView(words, () => ({ debate: this.#debate!, file: engine.file() }))
    const bar = make('header', { class: 'bar' }, again, panel.element, view.button, this.#told, this.#bar.element)
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
    // What comes from now on is kept with what the room says.
    if (this.#shared) await this.#share(this.wished.hub)
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

  /** In turn with what changes the hub: that reads the journal anew, and this writes to it. */
  #keep(line: string): Promise<boolean> {
    const keeping = this.#joining.then(() => this.#keepNow(line))
    this.#joining = keeping
    return keeping
  }

  async #keepNow(line: string): Promise<boolean> {
    const room = this.#room!
    const shared = this.#shared
    try {
      if ((await (shared ?? room).keep(line)) === 'behind') {
        this.#say('room-behind', {}, true)
        return false
      }
      if (shared) room.sharedToo(line)
      this.#say('room-kept', { lines: room.size })
      return true
    } catch (error) {
      this.#unkept(error)
      return false
    }
  }

  /** The debate is shared through this hub from now on; through none where there is no address. */
  async #share(hub: string): Promise<void> {
    this.#leave()
    this.wished.hub = hub
    await this.#inTurn(() => this.#join(hub))
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#joining.then(work).catch(error => this.#say(...sentenceOf(error, this.words), true))
    this.#joining = done
    return done
  }

  async #join(hub: string): Promise<void> {
    await this.#room?.reread()
    // The address is another one by now.
    if (!hub || hub !== this.wished.hub || !this.#stage) return
    const stage = this.#stage
    const { debate, owner } = this.#debate!
    const shared = await SharedDebate.join({ hub: hubHere(hub), debate, owner }, this.#room?.journal ?? null, {
      heard: lines => stage.tell(engine => engine.take(lines)),
      anew: owner => stage.tell(engine => this.#openAnew(engine, owner)),
      stands: (standing, refused) => this.#bar.show(standing, refused),
    })
    if (stage === this.#stage && hub === this.wished.hub) this.#shared = shared
    else shared.end()
  }

  #leave(): void {
    this.#shared?.end()
    this.#shared = null
    this.#bar.hide()
  }

  /** The same debate without what the hub did not take; what it has is told next. */
  #openAnew(engine: Engine, owner: string): void {
    const { debate } = this.#debate!
    this.#debate = engine.open(this.#text, logOf([], debate, owner), this.words.lang)
    engine.dark(this.wished.dark)
    if (this.wished.page) engine.page(this.wished.page)
    const room = this.#room
    if (!room) return
    engine.room(room.seed)
    engine.show('room')
    // In turn: a line that is being kept is in the journal before the room counts it, and would stand there twice.
    void this.#inTurn(() => room.reread()).then(() => this.#say('room-kept', { lines: room.size }))
  }

  #unkept(error: unknown): void {
    this.#say(error instanceof Full ? 'room-full' : 'room-unkept', {}, true)
  }

  #log(): string {
    const { debate, owner } = this.#debate!
    return this.#room?.log(debate, owner) ?? ''
  }

  #page(address: string): void {
    this.wished.page = address
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
