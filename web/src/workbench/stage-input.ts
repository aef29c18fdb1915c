// What a pointer, a keyboard and an input method do on the stage, told to the engine. Text is entered into a real
// textarea that lies at the caret, so that composing, soft keyboards and pasting work as anywhere else.
import { KEYS, type Engine, type Painting } from './engine'

/** Buttons of pointer events by number: the module has left, right, middle. */
const BUTTONS = [0, 2, 1]
/** A notch of the wheel, in pixels, lines or pages. */
const NOTCHES = [100, 3, 1]
/** How long text is not wanted before the textarea is left: a field is entered anew after each line. */
const PATIENCE_MS = 300
/** A finger's way for a notch of the wheel. */
const FINGER = 40
const MAC = /mac|iphone|ipad/i.test(navigator.platform)

/** `settles`: what comes after it waits until that has been laid out. */
export type Tell = (act: (engine: Engine) => void, settles?: boolean) => void

export class StageInput {
  readonly #fingers = new Map<number, { x: number; y: number }>()
  #wants = false
  #leaving: ReturnType<typeof setTimeout> | undefined

  /** `leave`: Escape gives the keyboard back to the page. */
  constructor(
    private readonly stage: HTMLElement,
    private readonly field: HTMLTextAreaElement,
    private readonly tell: Tell,
    private readonly leave: () => void,
  ) {
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      heard: (event: HTMLElementEventMap[Name]) => void,
    ): void => stage.addEventListener(name, heard, { passive: false })
    on('pointerdown', event => this.#down(event))
    on('pointermove', event => this.#move(event))
    on('pointerup', event => this.#up(event))
    on('pointercancel', event => this.#up(event))
    on('pointerleave', () => this.tell(engine => engine.leave()))
    on('contextmenu', event => event.preventDefault())
    on('wheel', event => this.#wheel(event))
    on('keydown', event => this.#key(event))
    on('keyup', event => this.#keyUp(event))
    on('paste', event => this.#paste(event))
    on('focusin', () => this.tell(engine => engine.focus(true)))
    on('focusout', event => {
      if (!stage.contains(event.relatedTarget as Node | null)) this.tell(engine => engine.focus(false))
    })
    field.addEventListener('input', event => this.#input(event as InputEvent))
    field.addEventListener('compositionstart', () => field.classList.add('composing'))
    field.addEventListener('compositionend', () => {
      field.classList.remove('composing')
      this.#enter()
    })
  }

  /** After a frame: the cursor, and where text is entered. */
  follow({ cursor, caret }: Painting): void {
    this.stage.style.cursor = cursor
    this.#wants = caret !== null
    if (caret) {
      clearTimeout(this.#leaving)
      this.#leaving = undefined
      const { style } = this.field
      style.left = `${Math.max(0, caret.x)}px`
      style.top = `${Math.max(0, caret.y)}px`
      style.height = `${Math.max(1, caret.height)}px`
      if (document.activeElement === this.stage) this.field.focus({ preventScroll: true })
    } else if (document.activeElement === this.field) {
      this.#leaving ??= setTimeout(() => {
        this.#leaving = undefined
        if (!this.#wants && document.activeElement === this.field) this.stage.focus({ preventScroll: true })
      }, PATIENCE_MS)
    }
  }

  #place(event: PointerEvent): { x: number; y: number } {
    const { left, top } = this.stage.getBoundingClientRect()
    return { x: event.clientX - left - this.stage.clientLeft, y: event.clientY - top - this.stage.clientTop }
  }

  #down(event: PointerEvent): void {
    if (!this.stage.contains(document.activeElement)) this.stage.focus({ preventScroll: true })
    // Else the textarea would lose the keyboard to the canvas under it.
    event.preventDefault()
    this.stage.setPointerCapture(event.pointerId)
    const { x, y } = this.#place(event)
    if (event.pointerType === 'touch') this.#fingers.set(event.pointerId, { x, y })
    const button = BUTTONS[event.button]
    if (button === undefined) return
    this.tell(engine => {
      engine.point(x, y)
      // Two fingers scroll: what the first one pressed is let go.
      engine.press(button, this.#fingers.size < 2)
    })
  }

  #move(event: PointerEvent): void {
    const { x, y } = this.#place(event)
    const before = this.#fingers.get(event.pointerId)
    if (before) this.#fingers.set(event.pointerId, { x, y })
    if (before && this.#fingers.size > 1) {
      const [across, along] = [(x - before.x) / FINGER / 2, (y - before.y) / FINGER / 2]
      this.tell(engine => engine.wheel(across, along))
      return
    }
    this.tell(engine => engine.point(x, y))
  }

  #up(event: PointerEvent): void {
    const { x, y } = this.#place(event)
    const button = BUTTONS[Math.max(0, event.button)]
    const touched = this.#fingers.delete(event.pointerId)
    if (button === undefined) return
    this.tell(engine => {
      if (event.type === 'pointerup' && this.#fingers.size === 0) engine.point(x, y)
      engine.press(button, false)
      // A finger that is gone points nowhere.
      if (touched) engine.leave()
    })
  }

  #wheel(event: WheelEvent): void {
    // The page's own zoom.
    if (event.ctrlKey) return
    event.preventDefault()
    const notch = NOTCHES[event.deltaMode] ?? 1
    const [x, y] = [-event.deltaX / notch, -event.deltaY / notch]
    this.tell(engine => engine.wheel(x, y))
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (event.key === 'Escape' && !this.#wants) {
      event.preventDefault()
      this.leave()
      return
    }
    const ctrl = MAC ? event.metaKey : event.ctrlKey
    // What is pasted comes as text; all other chords of the browser are its own.
    const chord = ctrl || event.metaKey || (event.ctrlKey && !event.altKey)
    const key = this.#number(event)
    if (chord && (key < 0 || event.key.toLowerCase() === 'v')) return
    if (key >= 0 && (event.key.length > 1 || event.key === ' ' || chord)) {
      // A space is typed too.
      if (event.key !== ' ' || event.target !== this.field) event.preventDefault()
      const modifiers = { ctrl, shift: event.shiftKey, alt: event.altKey, meta: MAC ? event.ctrlKey : event.metaKey }
      if (event.key !== 'Enter') this.tell(engine => engine.key(key, true, modifiers))
      else if (!event.repeat) this.#tapEnter(modifiers)
    }
    // Letters that come before the textarea is there.
    if (event.target !== this.field && !chord && event.key.length === 1) {
      event.preventDefault()
      this.tell(engine => engine.type(event.key))
    }
  }

  #keyUp(event: KeyboardEvent): void {
    const key = this.#number(event)
    if (key < 0 || event.key === 'Enter') return
    const modifiers = { ctrl: MAC ? event.metaKey : event.ctrlKey, shift: event.shiftKey, alt: event.altKey }
    this.tell(engine => engine.key(key, false, modifiers))
  }

  #number({ key }: KeyboardEvent): number {
    return KEYS.indexOf(key.length === 1 ? key.toLowerCase() : key)
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain')
    event.preventDefault()
    if (text) this.tell(engine => engine.type(text))
  }

  #input(event: InputEvent): void {
    // Soft keyboards say no key, only what they would do.
    if (event.inputType === 'insertLineBreak') {
      this.field.value = ''
      this.#tapEnter()
    } else if (!event.isComposing) this.#enter()
  }

  /** Down and up at once: while a line is being kept it would count as held, and say the next one unfinished. */
  #tapEnter(modifiers = {}): void {
    const key = KEYS.indexOf('Enter')
    this.tell(engine => {
      engine.key(key, true, modifiers)
      engine.key(key, false)
    }, true)
  }

  #enter(): void {
    const text = this.field.value
    this.field.value = ''
    if (text) this.tell(engine => engine.type(text))
  }
}
