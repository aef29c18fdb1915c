// The house: arrows point down only, each folder has its front door, each library one room.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bare, complaints, cpp, none, paths, text } from './tree.mjs'

const RANK = {
  deliberation: 0,
  weighing: 1,
  tally: 1,
  opinion: 1,
  interchange: 2,
  seal: 2,
  map: 3,
  hub: 4,
  workbench: 4,
  cli: 5,
  wasm: 5,
}
const folderOf = path => path.split('/')[1]
const inSrc = cpp.filter(path => path.startsWith('src/'))

test('every folder of src is in the house plan, here and in CMake', () => {
  const plan = text('cmake/PalabreFolders.cmake')
  for (const folder of new Set(inSrc.map(folderOf))) {
    assert.ok(folder in RANK, `src/${folder} has no rank in tests/house/folders.test.mjs`)
    assert.match(plan, new RegExp(`\\b${folder}\\b|RANK_${folder}`), `src/${folder} has no rank in CMake`)
  }
})

test('includes point down only', () => {
  const upward = complaints(inSrc, (line, path) => {
    const [, used] = /^\s*#\s*include\s*"([a-z_]+)\//.exec(line) ?? []
    if (!used || used === folderOf(path)) return ''
    if (!(used in RANK)) return `"${used}/" is no folder of src`
    return RANK[used] < RANK[folderOf(path)] ? '' : `src/${folderOf(path)} includes src/${used}`
  })
  none(upward)
})

test('an include of ours names its folder', () => {
  const inFolder = new Set(paths)
  const bareNames = complaints(inSrc, (line, path) => {
    const [, name] = /^\s*#\s*include\s*"([^"/]+)"/.exec(line) ?? []
    return name && inFolder.has(`src/${folderOf(path)}/${name}`) ? `"${name}" lacks its folder` : ''
  })
  none(bareNames)
})

test('each folder of src has a header of its own name', () => {
  for (const folder of new Set(inSrc.map(folderOf))) {
    // The C boundary and the command are named after the product.
    const doors = [`src/${folder}/${folder}.hpp`, ...(folder === 'wasm' ? ['src/wasm/palabre.h'] : [])]
    assert.ok(
      doors.some(door => paths.includes(door)),
      `src/${folder} has no ${folder}.hpp`,
    )
  }
})

test('a JSON library is read in interchange alone', () => {
  const strangers = complaints(inSrc, (line, path) =>
    folderOf(path) !== 'interchange' && /#\s*include\s*[<"](nlohmann|rapidjson|yyjson)\b/.test(line) ? line : '',
  )
  none(strangers)
})

test('libsodium is called in seal alone', () => {
  const strangers = complaints(inSrc, (line, path) =>
    folderOf(path) !== 'seal' && /#\s*include\s*[<"]sodium\b|\bsodium_init\b/.test(line) ? line : '',
  )
  none(strangers)
})

test('SQLite is called by the store alone, Boost by the connections', () => {
  const strangers = complaints(inSrc, (line, path) => {
    if (/#\s*include\s*[<"]sqlite3/.test(line)) return /^src\/hub\/sqlite\./.test(path) ? '' : line
    if (/#\s*include\s*[<"]boost\//.test(line)) return /^src\/hub\/net_/.test(path) ? '' : line
    return ''
  })
  none(strangers)
})

test('Dear ImGui is called by the drawing of the map and of the workbench alone', () => {
  const sees = /^src\/(map\/(draw_|imgui_)|workbench\/(draw_|imgui_|window))/
  const strangers = complaints(inSrc, (line, path) =>
    sees.test(path) ? '' : /#\s*include\s*[<"](imgui|backends\/|misc\/)/.test(line) ? line : '',
  )
  none(strangers)
})

test('the domain uses the standard library only', () => {
  const others = complaints(
    inSrc.filter(path => folderOf(path) === 'deliberation'),
    line => {
      const [, name] = /^\s*#\s*include\s*<([^>]+)>/.exec(line) ?? []
      // <immintrin.h> and <cpuid.h> are the compiler's; large_memory.cpp asks Linux for large pages.
      return name && /[./]/.test(name) && !/^(immintrin|cpuid|sys\/mman)\.h$/.test(name) ? line : ''
    },
  )
  none(others)
})

const EVERYWHERE_THE_SAME = ['deliberation', 'weighing', 'tally', 'opinion']
const BANNED = [
  [
    /\bstd::chrono\b|<chrono>|<ctime>|\b(std::)?(time|clock|gettimeofday|clock_gettime|localtime|gmtime)\s*\(/,
    'a clock',
  ],
  [
    /\bstd::(random_device|mt19937(_64)?|default_random_engine|uniform_\w+_distribution)\b|<random>|\b(std::)?s?rand\s*\(/,
    'randomness',
  ],
  [
    /<locale>|\bsetlocale\b|\bstd::(locale|tolower|toupper|isalpha|isspace|isdigit|stod|stof|strtod)\b|<cctype>|<cwctype>/,
    'the locale',
  ],
  [
    /\bstd::(exp|exp2|pow|log|log2|log10|log1p|tanh|sinh|cosh|sin|cos|tan|atan2?|cbrt|hypot|fma)\b/,
    'a function of libm that differs between platforms',
  ],
]

const core = inSrc.filter(path => EVERYWHERE_THE_SAME.includes(folderOf(path)))

test('the core reads no clock, randomness, locale or differing libm', () => {
  const found = []
  for (const path of core) {
    bare(text(path))
      .split('\n')
      .forEach((line, index) => {
        for (const [pattern, what] of BANNED) if (pattern.test(line)) found.push(`${path}:${index + 1}: ${what}`)
      })
  }
  none(found)
})

test('the core looks things up in hash maps, and never goes through one', () => {
  // Names of hash maps, wherever in the core they are declared: members are walked in other files.
  const names = new Set()
  for (const path of core) {
    const flat = bare(text(path)).replace(/\s+/g, ' ')
    for (const [, name] of flat.matchAll(/unordered_(?:multi)?(?:map|set)<[^;{}()]*>&? (\w+) ?[;={,)]/g))
      names.add(name)
  }
  const found = []
  for (const path of core) {
    bare(text(path))
      .split('\n')
      .forEach((line, index) => {
        for (const [, walked] of line.matchAll(/\bfor \([^;]*: (?:\w+(?:\.|->))*(\w+)\)/g)) {
          if (names.has(walked)) found.push(`${path}:${index + 1}: goes through ${walked}`)
        }
        for (const [, begun] of line.matchAll(/\b(\w+)\.c?begin\(/g)) {
          if (names.has(begun)) found.push(`${path}:${index + 1}: goes through ${begun}`)
        }
      })
  }
  none(found)
})

const NO_EXCEPTIONS = /^src\/(deliberation|weighing|tally|wasm)\//

test('the core neither throws nor asks for types at run time', () => {
  const found = []
  for (const path of inSrc.filter(path => NO_EXCEPTIONS.test(path))) {
    bare(text(path))
      .split('\n')
      .forEach((line, index) => {
        if (/\b(throw|try|catch|dynamic_cast|typeid)\b/.test(line)) found.push(`${path}:${index + 1}: ${line.trim()}`)
      })
  }
  none(found)
})
