// Lists of claims whose order does not move under the reader's eyes: it is taken when the list is
// first shown; what arrives later waits behind "3 new, show", the reader's own comes first at once.
import { signal, type ReadonlySignal, type Signal } from '../signals'
import type { Applied, Claim, ClaimId, Session, Sort, Stance } from '../session-types'

/** The most the engine answers at once. */
const ASK_MOST = 500
/** When a file brings more than so many at once, a list looks at its beginning only, and stays quick. */
const MANY = 50

export interface Shown {
  claims: readonly Claim[]
  /** How many stand in this list, shown or not, without the fresh ones. */
  total: number
  /** Arrived since the list was drawn, not shown yet. */
  fresh: number
}

export class ClaimList {
  private readonly state: Signal<Shown> = signal<Shown>({ claims: [], total: 0, fresh: 0 })
  private order: ClaimId[] = []
  private fresh: ClaimId[] = []
  private readonly known = new Map<ClaimId, Claim>()
  private asked = 0
  private total = 0
  private visible = 0
  /** Claims before this one were put away when the reader turned the page. */
  private start = 0

  constructor(
    private readonly session: Session,
    readonly of: ClaimId,
    private readonly sort: Sort,
    private readonly seed: number,
    private readonly stance: Stance | null,
  ) {
    this.fetch(0)
    // The core knows nothing of this order: the study has it, for all that stand here.
    if (sort === 'needs-you' && session.studied) {
      this.ensure(Infinity)
      this.order = session.studied.neediest(
        of,
        this.order.flatMap(id => this.known.get(id) ?? []),
      )
    }
    this.publish()
  }

  get shown(): ReadonlySignal<Shown> {
    return this.state
  }

  /** Shows `count` more; answers the first of them, for the focus. */
  showMore(count: number): ClaimId | null {
    const first = this.visible
    this.ensure(first + count)
    this.visible = Math.min(this.order.length, first + count)
    this.publish()
    return this.order[first] ?? null
  }

  /** Begins a fresh page after what is shown, where the document is full; 0 claims: back to the start. */
  turn(count: number): ClaimId | null {
    if (count === 0) {
      this.visible -= this.start
      this.start = 0
      this.publish()
      return this.order[0] ?? null
    }
    this.start = this.visible
    return this.showMore(count)
  }

  get turned(): boolean {
    return this.start > 0
  }

  /** Brings what arrived to the top of the list; answers the first of it. */
  showFresh(): ClaimId | null {
    const first = this.fresh[0] ?? null
    this.order.splice(this.start, 0, ...this.fresh)
    this.visible += this.fresh.length
    this.fresh = []
    this.publish()
    return first
  }

  /** Makes sure that `id` is drawn, without drawing all that comes before it. */
  pin(id: ClaimId): boolean {
    if (this.fresh.includes(id)) this.fresh = this.fresh.filter(one => one !== id)
    else if (!this.order.includes(id)) this.ensure(this.total)
    const at = this.order.indexOf(id)
    if (at >= this.start && at < this.visible) return true
    if (at >= 0 && at < this.start) (this.start--, this.visible--)
    if (at >= 0) this.order.splice(at, 1)
    else if (!this.known.has(id)) return false
    this.order.splice(this.visible, 0, id)
    this.visible++
    this.publish()
    return true
  }

  /** Draws again what an entry changed; `own`: what is new is the reader's and is shown at once. */
  follow(changed: Applied['changed'], own: boolean): void {
    const mine =
      changed.all ||
      (this.of === '~' && changed.thesis) ||
      changed.claims.some(id => id === this.of || this.known.has(id))
    if (!mine) return
    const before = new Set(this.order.concat(this.fresh))
    const whole = this.asked >= this.total
    this.asked = 0
    const { all, claims } = changed
    const came = this.read(
      0,
      all || claims.length > MANY ? Math.min(ASK_MOST, Math.max(MANY, this.visible)) : ASK_MOST,
    )
    for (const id of came) {
      if (before.has(id)) continue
      if (!whole && !changed.claims.includes(id)) {
        this.order.push(id)
      } else if (own) {
        this.order.splice(this.start, 0, id)
        this.visible++
      } else {
        this.fresh.push(id)
      }
    }
    this.dropGone(new Set(came))
    this.publish()
  }

  private ensure(count: number): void {
    while (this.order.length < count && this.asked < this.total) this.fetch(this.asked)
  }

  private fetch(from: number): void {
    const there = new Set(this.order.concat(this.fresh))
    for (const id of this.read(from)) if (!there.has(id)) this.order.push(id)
  }

  private read(from: number, count = ASK_MOST): ClaimId[] {
    const answer = this.session.ask<{ total: number; claims: Claim[] }>({
      q: 'children',
      of: this.of,
      sort: this.sort === 'needs-you' ? 'strongest' : this.sort,
      from,
      count,
      ...(this.sort === 'random' ? { seed: this.seed } : {}),
      ...(this.stance ? { stance: this.stance } : {}),
    })
    this.total = answer.total
    // An answer that is short for another reason than the end would have us ask for ever.
    this.asked = answer.claims.length ? from + answer.claims.length : this.total
    for (const claim of answer.claims) this.keep(claim)
    return answer.claims.map(claim => claim.id)
  }

  /** The same object while nothing changed, so that nothing is drawn again for it. */
  private keep(claim: Claim): void {
    const old = this.known.get(claim.id)
    if (!old || JSON.stringify(old) !== JSON.stringify(claim)) this.known.set(claim.id, claim)
  }

  /** Claims that stand here no more (moved, erased without answers); beyond one answer those that are nowhere. */
  private dropGone(there: ReadonlySet<ClaimId>): void {
    const beyond = this.total > there.size
    // Of so many, those that are shown are enough to ask for.
    const looked = beyond ? this.order.slice(0, this.visible) : this.order.concat(this.fresh)
    const gone = new Set(looked.filter(id => !there.has(id) && !(beyond && this.askOne(id))))
    const stands = (id: ClaimId): boolean => !gone.has(id)
    this.visible = this.order.slice(0, this.visible).filter(stands).length
    this.order = this.order.filter(stands)
    this.fresh = this.fresh.filter(stands)
  }

  /** Whether there is such a claim; as it is now. */
  private askOne(id: ClaimId): boolean {
    try {
      const now = this.session.ask<Claim>({ q: 'claim', id })
      if (now.parent === this.of) this.keep(now)
      return true
    } catch {
      return false
    }
  }

  private publish(): void {
    const claims = this.order.slice(this.start, this.visible).flatMap(id => this.known.get(id) ?? [])
    const total = Math.max(this.total - this.fresh.length - this.start, claims.length)
    const old = this.state.value
    const same =
      old.total === total &&
      old.fresh === this.fresh.length &&
      old.claims.length === claims.length &&
      claims.every((claim, at) => claim === old.claims[at])
    if (!same) this.state.value = { claims, total, fresh: this.fresh.length }
  }
}
