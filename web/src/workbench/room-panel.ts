// The room's own controls, as DOM: its key, its log, the address for phones.
import { seedIn } from '../key-file'
import { make } from './dom'
import type { Words } from './words'

export interface RoomActs {
  begin(seed: Uint8Array<ArrayBuffer>): void
  saveLog(): void
  saveKey(): void
  /** The address for phones. */
  page(address: string): void
  /** The address of the hub; empty: none. */
  hub(address: string): void
  wrongKey(): void
}

export class RoomPanel {
  readonly element = make('details')
  readonly #body = make('div')
  readonly #phones: HTMLElement[]

  constructor(
    private readonly words: Words,
    private readonly acts: RoomActs,
    { page, hub }: { page: string; hub: string },
  ) {
    this.#phones = [
      ...this.#address('phones', page, address => this.acts.page(address)),
      ...this.#address('hub', hub, address => this.acts.hub(address)),
    ]
    this.element.append(words.put(make('summary'), 'room'), this.#body)
    this.element.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !this.element.open) return
      this.element.open = false
      this.element.querySelector('summary')!.focus()
    })
  }

  /** Before there is a room. */
  offer(): void {
    const { words } = this
    const file = make('input', { type: 'file', id: 'key' })
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? []
      if (chosen) void this.#take(chosen)
      file.value = ''
    })
    this.#body.replaceChildren(
      words.put(make('p'), 'room-what'),
      this.#button('room-begin', () => this.acts.begin(crypto.getRandomValues(new Uint8Array(32)))),
      words.put(make('label', { for: 'key' }), 'room-key'),
      file,
      ...this.#phones,
    )
  }

  /** Once it is open. */
  run(): void {
    this.#body.replaceChildren(
      this.#button('room-log', () => this.acts.saveLog()),
      this.#button('room-key-file', () => this.acts.saveKey()),
      this.words.put(make('p'), 'room-key-why'),
      ...this.#phones,
    )
  }

  #address(id: string, value: string, change: (address: string) => void): HTMLElement[] {
    const field = make('input', { type: 'url', id, value, placeholder: 'https://' })
    field.addEventListener('change', () => change(field.value.trim()))
    return [this.words.put(make('label', { for: id }), id), field]
  }

  async #take(file: Blob): Promise<void> {
    const seed = await seedIn(file)
    if (seed) this.acts.begin(seed)
    else this.acts.wrongKey()
  }

  #button(key: string, act: () => void): HTMLButtonElement {
    const button = this.words.put(make('button', { type: 'button' }), key)
    button.addEventListener('click', act)
    return button
  }
}
