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
const exported = []
const inner = body.replace(/^export var (\S+) = ([^;]+);$/gm, (_, name, value) => {
  exported.push(`${JSON.stringify(name)}: ${value}`)
  return ''
})
if (/^(import|export)\b/m.test(inner)) throw new Error(`${input}: a line of wasm2js that this does not know`)
const locals = [...names].map(([name, value]) => `const ${name} = ${value};`).join('\n')
writeFileSync(output, `export default (imports) => {\n${locals}\n${inner}\nreturn { ${exported.join(', ')} };\n};\n`)
