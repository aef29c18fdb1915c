// A file of web/src as a module of Node's: bundled by esbuild as the widget is.
import { webcrypto } from 'node:crypto'
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

// Every page has it; the Node of Debian 12 keeps it in a module.
globalThis.crypto ??= webcrypto

let instances = 0

/**
 * The exports of web/src/NAME, of a new instance each time: what a file captures while it loads is
 * what stands in the globals now. What the widget fetches at run time is not there.
 */
export async function compiled(name) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../web/src/${name}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2020',
    define: { PALABRE_FILES: '{}', PALABRE_VERSION: '"test"' },
  })
  const text = `${outputFiles[0].text}\n// ${++instances}`
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}
