// The files of the repository as the rules see them: what git tracks, and what it would track.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const listed = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
/** Every path, relative to the root. A file deleted but not yet committed is not there. */
export const paths = listed
  .split('\0')
  .filter(path => path && existsSync(join(root, path)))
  .sort()

export const cpp = paths.filter(path => /^(src|tests)\/.*\.(hpp|cpp|h|c)$/.test(path))
export const web = paths.filter(path => /^(web|embed)\/.*\.(ts|tsx|mjs|js|css)$/.test(path))
export const scripts = paths.filter(path => /^(tools|tests)\/.*\.mjs$/.test(path) || isShell(path))
export const sources = [...new Set([...cpp, ...web, ...scripts])]

export const text = path => readFileSync(join(root, path), 'utf8')
export const lines = path => text(path).split('\n')

function isShell(path) {
  return path.startsWith('tools/') && (extname(path) === '.sh' || !basename(path).includes('.'))
}

/** "path:line: what" for each line that `wrong` says something about. */
export function complaints(files, wrong) {
  return files.flatMap(path =>
    lines(path).flatMap((line, index) => {
      const what = wrong(line, path, index)
      return what ? [`${path}:${index + 1}: ${what}`] : []
    }),
  )
}

/** C++ or TypeScript without comments and string contents, line numbers kept. */
export function bare(source) {
  return source.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, piece =>
    /^\/[/*]/.test(piece) ? piece.replace(/[^\n]/g, ' ') : piece[0] + piece[0],
  )
}

/** Fails with the whole list, one complaint a line. */
export function none(found, advice = '') {
  assert.ok(found.length === 0, `${found.length} found. ${advice}\n${found.slice(0, 200).join('\n')}`)
}
