// JSON written without `JSON.stringify` of objects: pages of the Prototype.js age put `toJSON` on
// Array, String and Object, and an entry's bytes may not depend on the page around the widget.

const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/g
const SHORT: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

// Captured while this module loads: what a page overwrites later does not reach us.
const parse = JSON.parse
const ownKeys = Object.keys
const isArray = Array.isArray

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

function quote(text: string): string {
  return `"${text.replace(ESCAPED, (unit, at: number) => escapeUnit(text, unit, at))}"`
}

function escapeUnit(text: string, unit: string, at: number): string {
  const short = SHORT[unit]
  if (short) return short
  const code = unit.charCodeAt(0)
  // One half of a pair stands; a lone surrogate has no UTF-8 and is escaped for the core to refuse.
  if (code >= 0xd800 && code <= 0xdbff) {
    const next = text.charCodeAt(at + 1)
    if (next >= 0xdc00 && next <= 0xdfff) return unit
  } else if (code >= 0xdc00 && code <= 0xdfff) {
    const before = text.charCodeAt(at - 1)
    if (before >= 0xd800 && before <= 0xdbff) return unit
  }
  return `\\u${code.toString(16).padStart(4, '0')}`
}

/** `value` as JSON on one line; keys in their order, `undefined` left out, no `toJSON` consulted. */
export function writeJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (isArray(value)) {
    let text = '['
    for (let i = 0; i < value.length; i++) text += (i ? ',' : '') + writeJson(value[i])
    return text + ']'
  }
  if (typeof value !== 'object') return 'null'
  let text = '{'
  for (const key of ownKeys(value)) {
    const inner = (value as Record<string, unknown>)[key]
    if (inner === undefined || typeof inner === 'function') continue
    text += (text === '{' ? '' : ',') + quote(key) + ':' + writeJson(inner)
  }
  return text + '}'
}

export function readJson<T = unknown>(text: string): T {
  return parse(text) as T
}

/** The object in a text, or an empty one: what breaks an entry's rules stands in logs too, as a void one. */
export function readObject(text: string): Record<string, unknown> {
  try {
    const value = parse(text) as Record<string, unknown> | null
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // It is none.
  }
  return {}
}
