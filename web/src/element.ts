// What all four elements share: when they start, their shadow root, their session, their end.
import { effect, signal } from './signals'
import { loadChunk } from './chunks'
import type { DeclaredOutline } from './core'
import { inSight, Room } from './element-room'
import { sessionOf } from './element-session'
import { showTrouble, tellTrouble } from './element-trouble'
import { identityOfPage, type PageIdentity } from './identity-of-page'
import { sha256 } from './identity'
import { loadLaterMessages, loadMessages, nearestLocale } from './locales'
import { permalinkOf } from './permalink'
import { leave, sharedSession, type Wanted } from './session-registry'
import type { DebateSession } from './session'
import type { QuestionId, Session } from './session-types'
import {
  defaultSettings,
  readSettings,
  SETTING_ATTRIBUTES,
  type Engine,
  type Keeping,
  type Loading,
} from './settings'
import type { Messages, Notice, Part, Stage, View } from './stage'
import { atRest, near, parsed, watchSurroundings } from './surroundings'
import { Trouble } from './trouble'
import { giveBack, headingId } from './views/focus'
import { mount } from './views/index'

/** Elements that the reader asked for through the loader's button, before the bundle was here. */
export const clicked = new WeakSet<Element>()

/** Beside the settings; all are observed. */
export const SESSION_ATTRIBUTES = [
  'debate',
  'site',
  'owner',
  'storage',
  'engine',
  'loading',
  'hub',
  'src',
  'opens',
  'closes',
] as const

/** How long an element may be out of the page before it is taken as gone: a move is two steps. */
const MOVING_MS = 50

export abstract class PalabreElement extends HTMLElement {
  static get observedAttributes(): readonly string[] {
    return [...SETTING_ATTRIBUTES, ...SESSION_ATTRIBUTES]
  }

  /** Which of the four this is, for the views. */
  protected abstract readonly shows: Part
  protected readonly settings = defaultSettings()
  protected readonly notices = signal<readonly Notice[]>([])
  protected readonly question = signal<QuestionId | null>(null)
  protected shared: DebateSession | null = null
  /** The shared session as this element's reader acts through it. */
  protected acting: Session | null = null
  protected view: View | null = null
  protected page: PageIdentity | null = null
  #root: ShadowRoot | null = null
  #room: Room | null = null
  #place: HTMLElement | null = null
  #wanted: Wanted | null = null
  #messages = signal<Messages>({})
  #locale = signal('en')
  #state: 'idle' | 'starting' | 'running' | 'failed' | 'destroyed' = 'idle'
  /** Which start this is: an older one that still waits for a file gives way. */
  #run = 0
  #cleanups: (() => void)[] = []
  #untrouble: () => void = () => undefined
  #resolveReady!: () => void
  #rejectReady!: (error: unknown) => void
  #ready = this.#newReady()

  /** Resolves when the debate is drawn; rejects with a code where it cannot be. */
  get ready(): Promise<void> {
    return this.#ready
  }

  connectedCallback(): void {
    if (this.#state === 'idle') void this.#begin()
  }

  disconnectedCallback(): void {
    // Moved or removed? A router and a framework both take out first.
    setTimeout(() => {
      if (!this.isConnected) this.#end('idle')
    }, MOVING_MS)
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || this.#state === 'idle' || this.#state === 'destroyed') return
    this.attributeChanged(name)
  }

  /** Ends the element for good; its outline shows again. */
  destroy(): void {
    this.#end('destroyed')
  }

  /** Looks at everything again: attributes, outline, other tabs. */
  async refresh(): Promise<void> {
    if (this.#state === 'running') {
      readSettings(this, this.settings)
      await this.shared?.follow()
    } else if (this.#state !== 'destroyed') {
      this.#end('idle')
      await this.#begin()
    }
  }

  /** Sends an event; false where the host cancelled it. */
  protected tell(name: string, detail: Record<string, unknown>, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }))
  }

  /** What this element declares, or null. */
  protected abstract outline(): DeclaredOutline | null
  /** Declares anew what of it changes; answers how to stop. */
  protected watched(): () => void {
    return () => undefined
  }
  /** After the session is there and before anything is drawn. */
  protected abstract opened(session: DebateSession): Promise<void> | void
  /** After the first drawing; the answers are called at the end. */
  protected abstract started(session: DebateSession): (() => void)[]

  protected attributeChanged(name: string): void {
    readSettings(this, this.settings)
    if (name === 'debate' || name === 'site' || name === 'storage' || name === 'hub') this.#restart()
    else if (name === 'owner') this.#quietly(this.shared?.own(ownerOf(this)))
    this.noticeAttributes()
  }

  /** What the attributes ask for and this version cannot give. */
  protected noticeAttributes(): void {
    const said: Notice[] = []
    if (!this.getAttribute('hub') && (this.matches(TIMED) || this.querySelector(`palabre-question:is(${TIMED})`)))
      said.push({ code: 'times-unchecked' })
    if (this.shared?.engineKind === 'js' && this.engine() === 'auto') said.push({ code: 'engine-js' })
    if (!isSecureContext) said.push({ code: 'insecure' })
    const kept = this.notices.peek().filter(one => !ATTRIBUTE_NOTICES.has(one.code))
    this.notices.value = [...said, ...kept]
  }

  protected notice(notice: Notice): void {
    this.notices.value = [...this.notices.peek().filter(one => one.code !== notice.code), notice]
  }

  protected session(): DebateSession {
    if (!this.shared || this.#state !== 'running') throw new Trouble('closed', 'the element is not ready')
    return this.shared
  }

  protected engine(): Engine {
    const engine = this.getAttribute('engine')?.trim()
    return engine === 'wasm' || engine === 'js' ? engine : 'auto'
  }

  /** Says inside the element, and as an event, what has gone wrong. */
  protected async trouble(error: unknown): Promise<void> {
    const run = this.#run
    await loadLaterMessages().catch(() => undefined)
    if (run !== this.#run) return
    const { code, hint, sentence } = tellTrouble(error, this.#messages.peek(), this.settings.lang.peek())
    this.#untrouble()
    this.#untrouble = showTrouble(this.#shadow(), sentence)
    this.tell('palabre-error', { code, hint })
  }

  protected wanted(): Wanted | null {
    return this.#wanted
  }

  async #begin(): Promise<void> {
    this.#state = 'starting'
    const run = ++this.#run
    // Out of the page for a moment is no end: `#end` says when it is gone.
    const goesOn = (): boolean => run === this.#run
    try {
      const asked = await this.#turnToCome()
      await parsed(this)
      if (!goesOn()) return
      readSettings(this, this.settings)
      this.#cleanups.push(
        watchSurroundings(() => readSettings(this, this.settings)),
        this.watched(),
      )
      const page = await identityOfPage(this, sha256)
      if (!goesOn()) return
      this.page = page
      const wanted: Wanted = {
        debate: page.debate,
        anchor: ownerOf(this),
        keeping: keepingOf(this),
        engine: this.engine(),
      }
      // From here on what the page changes is declared, and whoever ends this leaves the session.
      this.#wanted = wanted
      const locale = nearestLocale(this.settings.lang.peek())
      // Both at once: the sentences are on the way while the engine is.
      const [messages, session] = await Promise.all([
        loadMessages(locale),
        sharedSession(wanted, this, this.outline()),
      ])
      if (!goesOn()) return
      this.#messages.value = messages
      this.#locale.value = locale
      this.shared = session
      this.noticeAttributes()
      await this.opened(session)
      if (!goesOn()) return
      // Where nobody looks yet, all is drawn at once; else the first claims do not wait for the rest.
      if (this.shows !== 'debate') await loadChunk('companions')
      else if (!inSight(this)) await loadChunk('acts').catch(() => undefined)
      // The outline stands until then; an order that came later would move what is being read.
      if (this.settings.sort.peek() === 'needs-you') await session.study().catch(() => undefined)
      const hub = this.getAttribute('hub') && (await loadChunk('hub'))
      if (!goesOn()) return
      // What others say soon is drawn with the rest.
      const say = hub && (await hub.join(this, session, this.#cleanups))
      if (!goesOn()) return
      const stage = this.#show(session)
      // The button that asked for it is gone.
      if (asked && document.activeElement === document.body) giveBack(stage.root, headingId('~'))
      if (say) say(stage)
      this.#state = 'running'
      this.#cleanups.push(this.#followLanguage(), ...this.started(session))
      this.#resolveReady()
      this.tell('palabre-ready', { debate: wanted.debate })
      atRest(() => {
        // Who then misses it is told where it would stand.
        loadChunk('acts').catch(() => undefined)
      })
    } catch (error) {
      if (run !== this.#run) return
      this.#state = 'failed'
      const reject = this.#rejectReady
      await this.trouble(error)
      reject(error)
    }
  }

  /** Answers whether the reader has to ask for it. */
  async #turnToCome(): Promise<boolean> {
    const loading = this.getAttribute('loading')?.trim() as Loading | null
    const asks = loading === 'click'
    if (!asks && loading !== 'eager') await near(this)
    if (asks && !clicked.has(this)) {
      const root = this.#shadow()
      const button = document.createElement('button')
      button.type = 'button'
      button.setAttribute('part', 'start')
      button.textContent = /^fr\b/i.test(this.closest('[lang]')?.getAttribute('lang') ?? navigator.language)
        ? 'Ouvrir le d\u00e9bat'
        : 'Open the debate'
      root.append(button)
      await new Promise<void>(resolve => {
        button.onclick = () => resolve()
      })
      button.remove()
    }
    return asks
  }

  /** The shadow root, which shows the outline until the widget is drawn. */
  #shadow(): ShadowRoot {
    if (this.#root) return this.#root
    // The loader may have made one already, to say something or to offer a button.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    root.replaceChildren(document.createElement('slot'))
    this.#room = new Room(this, root, this.shows === 'count' || this.shows === 'tally')
    return (this.#root = root)
  }

  #show(session: DebateSession): Stage {
    const root = this.#shadow()
    const room = this.#room!
    this.acting = sessionOf(session, this.settings, (name, detail, cancelable) => this.tell(name, detail, cancelable))
    const stage: Stage = {
      part: this.shows,
      host: this,
      root,
      settings: this.settings,
      messages: this.#messages,
      locale: this.#locale,
      place: document.createElement('div'),
      session: this.acting,
      notices: this.notices,
      room: room.height,
      question: this.question,
      grow: () => room.release(),
      permalink: id => permalinkOf(this.page!.name, id),
      emit: (name, detail) => {
        this.tell(name, { debate: session.debate, ...detail })
      },
    }
    room.hold(() => {
      this.#untrouble()
      root.replaceChildren(stage.place)
      this.#place = stage.place
      this.view = mount(stage)
    })
    return stage
  }

  /** Another `lang` is another file: the view keeps its sentences until that one is here. */
  #followLanguage(): () => void {
    return effect(() => {
      const locale = nearestLocale(this.settings.lang.value)
      if (locale === this.#locale.peek()) return
      loadMessages(locale).then(
        messages => {
          // The page may have changed its mind while the file was on the way.
          if (nearestLocale(this.settings.lang.peek()) !== locale) return
          this.#messages.value = messages
          this.#locale.value = locale
        },
        error => this.trouble(error),
      )
    })
  }

  #restart(): void {
    this.#end('idle')
    if (this.isConnected) void this.#begin()
  }

  #end(state: 'idle' | 'destroyed'): void {
    if (this.#state === 'destroyed' || (this.#state === 'idle' && state === 'idle')) return
    // Who waits for a start that is given up waits for the next one.
    if (this.#state === 'running' || this.#state === 'failed') this.#ready = this.#newReady()
    if (state === 'destroyed') this.#rejectReady(new Trouble('closed', 'the element is not ready'))
    this.#state = state
    this.#run += 1
    for (const cleanup of this.#cleanups.splice(0)) cleanup()
    this.view?.unmount()
    this.view = null
    this.#place?.remove()
    this.#place = null
    if (this.#root) this.#root.replaceChildren(document.createElement('slot'))
    if (this.#wanted) leave(this.#wanted, this)
    this.#wanted = null
    this.shared = null
    this.acting = null
    this.notices.value = []
  }

  #newReady(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      this.#resolveReady = resolve
      this.#rejectReady = reject
    })
    // Most pages never ask; that is no error of theirs.
    ready.catch(() => undefined)
    return ready
  }

  #quietly(work: Promise<unknown> | undefined): void {
    work?.catch(error => this.trouble(error))
  }
}

/** Whether a vote opens or closes at a time that nobody vouches for. */
const TIMED = '[opens],[closes]'

const ATTRIBUTE_NOTICES = new Set<string>(['times-unchecked', 'engine-js', 'insecure'])

function ownerOf(element: Element): string | null {
  return element.getAttribute('owner')?.trim() || null
}

function keepingOf(element: Element): Keeping {
  const keeping = element.getAttribute('storage')?.trim()
  return keeping === 'session' || keeping === 'none' ? keeping : 'local'
}
