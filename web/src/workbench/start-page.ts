// What the page shows before a debate is open: a field for a file, a place to drop one, the rooms of this browser.
import { make } from './dom'
import { keptRooms } from './kept-room'
import { addressHere, sentenceOf } from './opening'
import type { Words } from './words'

export interface StartActs {
  open(file: Blob): void
  /** A room that this browser keeps. */
  goOn(debate: string): void
}

export class StartPage {
  readonly element = make('div', { class: 'start' })
  /** Whether this browser can draw the workbench. */
  able = true
  readonly #told = make('p', { class: 'told', role: 'status' })
  readonly #file = make('input', { type: 'file', id: 'file', accept: '.json,.ndjson,application/json' })
  readonly #rooms = make('section', { 'aria-labelledby': 'rooms' })

  constructor(
    private readonly words: Words,
    private readonly acts: StartActs,
  ) {
    this.#file.addEventListener('change', () => {
      const [file] = this.#file.files ?? []
      if (file) this.acts.open(file)
      // The same file can be chosen again, once it is mended.
      this.#file.value = ''
    })
  }

  async show(): Promise<void> {
    const { words } = this
    this.#told.classList.remove('fault')
    this.#told.textContent = ''
    const head = [words.put(make('h1'), 'title'), words.put(make('p'), 'what')]
    if (!this.able) {
      this.element.replaceChildren(...head, words.put(make('p', { class: 'told fault' }), 'needs'), this.#told)
      return
    }
    const choose = make(
      'div',
      { class: 'drop' },
      make('p', {}, words.put(make('label', { for: 'file' }), 'choose-file')),
      this.#file,
      words.put(make('p'), 'drop'),
    )
    this.element.replaceChildren(...head, choose, this.#told, words.put(make('p'), 'private'), this.#rooms)
    await this.#showRooms()
  }

  reading(): void {
    this.#told.classList.remove('fault')
    this.words.put(this.#told, 'reading')
  }

  failed(error: unknown): void {
    this.#told.classList.add('fault')
    this.words.put(this.#told, ...sentenceOf(error, this.words))
  }

  /** Where the workbench cannot be drawn: the debate at that address as a page. */
  offerPage(src: string): void {
    try {
      const { href } = addressHere(src)
      const address = `frame.html?${new URLSearchParams({ src: href, lang: this.words.lang })}`
      this.element.append(make('p', {}, this.words.put(make('a', { href: address }), 'as-page')))
    } catch (error) {
      this.failed(error)
    }
  }

  async #showRooms(): Promise<void> {
    const { words } = this
    this.#rooms.replaceChildren()
    const rooms = await keptRooms()
    if (rooms.length === 0) return
    const items = rooms.map(({ debate, title }) => {
      const button = words.put(make('button', { type: 'button' }), 'go-on', { title: title || debate })
      button.addEventListener('click', () => this.acts.goOn(debate))
      return make('li', {}, button)
    })
    this.#rooms.append(words.put(make('h2', { id: 'rooms' }), 'rooms'), make('ul', { class: 'rooms' }, ...items))
  }
}
