// Components that read a signal are drawn again when it changes, and then only: where a parent is
// drawn with the same properties for its child, the child stays as it is.
import { Component, Fragment, options, type VNode } from 'preact'
import { Watcher } from '../signals'

/** Preact's hooks by the names that its minified build gives them (the version is pinned). */
interface Hooks {
  __r?(vnode: Made): void
  __h?(component: Drawn, at: number, kind: number): void
  __e?(error: unknown, vnode: Made, old: Made): void
  diffed?(vnode: Made): void
  unmount?(vnode: Made): void
}
type Made = VNode & { __c?: Drawn }
type Drawn = Component<Record<string, unknown>> & { watcher?: Watcher; stateful?: boolean; told?: boolean }

const hooks = options as unknown as Hooks
/** The hooks before this one keep state: a component that has some knows itself whether it has changed. */
const FIRST_EFFECT = 3

let finish: (() => void) | null = null
function end(): void {
  finish?.()
  finish = null
}

function after<Name extends keyof Hooks>(name: Name, also: NonNullable<Hooks[Name]>): void {
  const before = hooks[name] as ((...given: unknown[]) => void) | undefined
  hooks[name] = ((...given: unknown[]) => {
    ;(also as (...given: unknown[]) => void)(...given)
    if (before) before(...given)
  }) as Hooks[Name]
}

after('__r', vnode => {
  end()
  const component = vnode.__c
  if (vnode.type === Fragment || !component) return
  component.told = false
  const watcher = (component.watcher ??= new Watcher(() => {
    if (component.told || !watcher.changed()) return
    component.told = true
    component.setState({})
  }))
  finish = watcher.begin()
})
after('__e', end)
after('diffed', end)
after('__h', (component, _at, kind) => {
  if (kind < FIRST_EFFECT) component.stateful = true
})
after('unmount', ({ __c: component }) => {
  component?.watcher?.stop()
  if (component) component.told = true
})

Component.prototype.shouldComponentUpdate = function (this: Drawn, props: Record<string, unknown>): boolean {
  const { watcher, stateful, told } = this
  if (!watcher?.sources.size || stateful || told) return true
  const before: Record<string, unknown> = this.props
  const names = Object.keys(props)
  return names.length !== Object.keys(before).length || names.some(name => props[name] !== before[name])
}
