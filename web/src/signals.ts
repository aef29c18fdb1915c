// Values that tell who read them when they change. A computed one is worked out when it is read and
// something under it has changed; it listens only while somebody listens to it, so that what nobody
// shows any more holds nothing. Components that read are drawn again (views/follow.ts).

/** Who reads: what it read, in which version, and what to call when one of these may have changed. */
export class Watcher {
  sources = new Map<Source<unknown>, number>()

  /** `active`: whether what it reads has to call. */
  constructor(
    readonly heard: () => void,
    readonly active: () => boolean = () => true,
  ) {}

  /** From here to the call of the answer, what is read is read by this one. */
  begin(): () => void {
    const before = reader
    const old = this.sources
    this.sources = new Map()
    reader = this
    return () => {
      reader = before
      for (const source of old.keys()) if (!this.sources.has(source)) source.leave(this)
    }
  }

  run<T>(work: () => T): T {
    const end = this.begin()
    try {
      return work()
    } finally {
      end()
    }
  }

  changed(): boolean {
    for (const [source, version] of this.sources) {
      source.refresh()
      if (source.version !== version) return true
    }
    return false
  }

  stop(): void {
    for (const source of this.sources.keys()) source.leave(this)
    this.sources.clear()
  }
}

let reader: Watcher | null = null

abstract class Source<T> {
  version = 0
  protected readonly readers = new Set<Watcher>()
  protected held!: T

  get value(): T {
    this.refresh()
    if (reader) {
      if (reader.active()) this.join(reader)
      reader.sources.set(this, this.version)
    }
    return this.held
  }

  /** The value, without being told when it changes. */
  peek(): T {
    this.refresh()
    return this.held
  }

  /** Calls `listener` with the value now and whenever it has changed; answers how to stop. */
  subscribe(listener: (value: T) => void): () => void {
    return effect(() => {
      const value = this.value
      untracked(() => listener(value))
    })
  }

  join(watcher: Watcher): void {
    this.readers.add(watcher)
  }

  leave(watcher: Watcher): void {
    this.readers.delete(watcher)
  }

  /** Makes `version` and what is held those of now. */
  refresh(): void {}

  protected tell(): void {
    for (const watcher of [...this.readers]) watcher.heard()
  }
}

class Held<T> extends Source<T> {
  constructor(value: T) {
    super()
    this.held = value
  }

  override get value(): T {
    return super.value
  }

  override set value(value: T) {
    if (value === this.held) return
    this.held = value
    this.version++
    this.tell()
  }
}

class Computed<T> extends Source<T> {
  readonly #watcher = new Watcher(
    () => this.tell(),
    () => this.readers.size > 0,
  )

  /** Also after `work` failed: who reads then is told so again. */
  #stale = true

  constructor(private readonly work: () => T) {
    super()
  }

  override join(watcher: Watcher): void {
    const first = this.readers.size === 0
    super.join(watcher)
    if (first) for (const source of this.#watcher.sources.keys()) source.join(this.#watcher)
  }

  override leave(watcher: Watcher): void {
    super.leave(watcher)
    if (this.readers.size === 0) for (const source of this.#watcher.sources.keys()) source.leave(this.#watcher)
  }

  override refresh(): void {
    if (!this.#stale && !this.#watcher.changed()) return
    this.#stale = true
    const value = this.#watcher.run(this.work)
    this.#stale = false
    if (this.version && value === this.held) return
    this.held = value
    this.version++
  }
}

export interface ReadonlySignal<T> {
  readonly value: T
  peek(): T
  subscribe(listener: (value: T) => void): () => void
}
export interface Signal<T> extends ReadonlySignal<T> {
  value: T
}

export function signal<T>(value: T): Signal<T> {
  return new Held(value)
}

export function computed<T>(work: () => T): ReadonlySignal<T> {
  return new Computed(work)
}

/** Runs `work` now and whenever something that it read has changed; what it answers is called before. */
export function effect(work: () => void | (() => void)): () => void {
  let cleanup: void | (() => void)
  let running = false
  const go = (): void => {
    // What `work` itself changes is looked at when it is through.
    if (running) return
    running = true
    try {
      do {
        untracked(() => cleanup?.())
        cleanup = undefined
        cleanup = watcher.run(work)
      } while (watcher.changed())
    } finally {
      running = false
    }
  }
  const watcher = new Watcher(() => {
    if (!running && watcher.changed()) go()
  })
  go()
  return () => {
    watcher.stop()
    untracked(() => cleanup?.())
    cleanup = undefined
  }
}

export function untracked<T>(work: () => T): T {
  const before = reader
  reader = null
  try {
    return work()
  } finally {
    reader = before
  }
}

/** Calls `follow` for every value after the present one. */
export function onChange<Value>(source: ReadonlySignal<Value>, follow: (value: Value) => void): () => void {
  let first = true
  return source.subscribe(value => {
    if (!first) follow(value)
    first = false
  })
}
