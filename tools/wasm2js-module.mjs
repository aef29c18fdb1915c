// wasm2js writes a module with bare imports ('env', 'wasi_snapshot_preview1'), which no page can
// resolve. This turns it into `export default imports => exports`.
import { readFileSync, writeFileSync } from 'node:fs'

const [input, output] = process.argv.slice(2)
const names = new Map()
const body = readFileSync(input, 'utf8')
  .replace(/^import \{ (\S+)(?: as (\S+))? \} from '([^']+)';$/gm, (_, name, alias, from) => {
    names.set(alias ?? name, `imports[${JSON.stringify(from)}].${name}`)
    return ''
  })
  .replace(/^import \* as (\S+) from '([^']+)';$/gm, (_, alias, from) => {
    names.set(alias, `imports[${JSON.stringify(from)}]`)
    return ''
  })
/** `HEAP32[f() >> 2]` takes hold of the memory before `f`, which may grow it and leave this one behind:
 *  wasm2js minds that where it writes, not where it reads. Here the index is worked out first. */
function withIndexFirst(text) {
  let out = ''
  let from = 0
  for (const { index } of text.matchAll(/\bHEAP\w*\[/g)) {
    if (index < from) continue
    const open = text.indexOf('[', index)
    let end = open
    for (let depth = 0; end === open || depth > 0; end++) depth += { '[': 1, ']': -1 }[text[end]] ?? 0
    const inside = text.slice(open + 1, end - 1)
    if (!/[\w$\]]\(/.test(inside.replace(/\bMath_\w+\(/g, ' ('))) continue
    out += `${text.slice(from, index)}(wasm2js_at = ${withIndexFirst(inside)}, ${text.slice(index, open)})[wasm2js_at]`
    from = end
  }
  return out + text.slice(from)
}

const exported = []
const inner = body.replace(/^export var (\S+) = ([^;]+);$/gm, (_, name, value) => {
  exported.push(`${JSON.stringify(name)}: ${value}`)
  return ''
})
if (/^(import|export)\b/m.test(inner)) throw new Error(`${input}: a line of wasm2js that this does not know`)
const locals = [...names].map(([name, value]) => `const ${name} = ${value};`).join('\n')
writeFileSync(
  output,
  `export default (imports) => {\nlet wasm2js_at = 0;\n${locals}\n${withIndexFirst(inner)}\nreturn { ${exported.join(', ')} };\n};\n`,
)
