// clang-format over src and tests, prettier over the web's files.
import { join } from 'node:path'
import { test } from 'node:test'
import { run, withAll } from './programs.mjs'
import { cpp, none, root, scripts, text, web } from './tree.mjs'

test('C++ is formatted by clang-format', async () => {
  const found = []
  const some = 40
  const bunches = Array.from({ length: Math.ceil(cpp.length / some) }, (_, at) =>
    cpp.slice(at * some, (at + 1) * some),
  )
  await withAll(bunches, async bunch => {
    const { failed, out } = await run('clang-format-14', ['--dry-run', '-Werror', ...bunch])
    if (failed) found.push(...(String(failed.message).match(/^[^\n:]+:\d+:\d+: error:/gm) ?? [out || String(failed)]))
  })
  none([...new Set(found.map(line => line.replace(/:.*/s, '')))], 'run clang-format-14 -i on these')
})

test('TypeScript, JavaScript and style sheets are formatted by prettier', async () => {
  const { check, getFileInfo, resolveConfig } = await import('prettier')
  const wrong = []
  for (const path of [...web, ...scripts]) {
    const { inferredParser } = await getFileInfo(path)
    if (!/\.(ts|tsx|mjs|js|css)$/.test(path) || !inferredParser) continue
    const options = { ...(await resolveConfig(join(root, path))), filepath: path }
    if (!(await check(text(path), options))) wrong.push(path)
  }
  none(wrong, 'run npx prettier --write on these')
})
