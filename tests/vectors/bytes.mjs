// docs/entry.md, section 1: lines, heads, bodies.
import { idOf, key, sha256, vector } from './vector.mjs'

const nested = depth => '['.repeat(depth) + ']'.repeat(depth)

vector(
  'lines',
  'A line is one JSON object; its own keys are ignored, blank ones skipped, the rest is named by number',
  {},
  log => {
    const sound = log.make('ada', 'claim', { parent: '~', stance: 'pro', text: 'a' })
    const text = JSON.stringify({ head: sound.head, sig: sound.sig, body: sound.body })
    const more = (key, value) => `${text.slice(0, -1)},"${key}":${value}}`
    log.line(more('seq', 12))
    log.line('')
    log.line(' \t ')
    log.line(`${text}\r`)
    log.line(more('received', '"\\ud83d\\ude42"'))
    const bad = [
      '{',
      '[]',
      '{"head":1,"sig":""}',
      more('sig', '""'),
      more('x', '1.5'),
      more('x', '"\\ud800"'),
      more('x', nested(8)),
      `\ufeff${text}`,
      `${text}\r\r`,
      more('x', '-0'),
      more('x', '9007199254740992'),
      `${text.slice(0, -1)},\r"x":1}`,
      more('x', '{"a":1,"a":2}'),
    ].map(line => log.line(line))
    const notUtf8 = Buffer.from(more('x', '"?"'))
    notUtf8[notUtf8.lastIndexOf('?')] = 0xff
    bad.push(log.line(notUtf8))
    log.line(more('x', nested(7)))
    const bodies = [`${JSON.stringify({ head: sound.head, sig: sound.sig }).slice(0, -1)},"body":null}`].map(line =>
      log.line(line),
    )
    return { entries: 1, malformed: [...bad, ...bodies].map(number => [number, 'line']) }
  },
)

vector('head-exact', 'A head is exactly so: no other key, order, space, escape or number', {}, log => {
  const { head, body } = log.make('ada', 'name', { text: 'Ada' })
  const spoil = (from, to) => log.put({ ...log.sign('ada', head.replace(from, to)), body })
  log.put({ ...log.sign('ada', head), body })
  const bad = [
    ['"n":1', '"n": 1'],
    ['"n":1', '"n":0'],
    ['"n":1', '"n":01'],
    ['"n":1', '"n":1.0'],
    ['"at":0', '"at":-1'],
    ['"clock":1', '"clock":9007199254740992'],
    ['"at":0', '"at":0,"more":1'],
    ['"n":1,"clock":1', '"clock":1,"n":1'],
    ['example.org', 'Example.org'],
    ['/square', '/the.square'],
    ['/square', ''],
    ['square', 's'.repeat(65)],
    ['"seen":""', '"seen":"AAAA"'],
    ['"n"', '"\\u006e"'],
    ['{"v"', ' {"v"'],
  ].map(([from, to]) => [spoil(from, to), 'head'])
  spoil('"seen":""', '"seen":"AAAAAAAAAAAAAAAAAAAAA_"') // of an id any last character will do
  spoil('"clock":1', '"clock":1001')
  return { entries: 3, malformed: bad, names: { [key('ada')]: 'Ada' } }
})

vector(
  'head-other-version',
  'A head of another whole version is kept and in no figure; anything else is malformed',
  {},
  log => {
    const put = head => log.put(log.sign('ada', head))
    for (const head of ['{"v":2}', '{"v":0,"x":1}', '{"v":-3,"debate":7}', '{"v":12 }', `{"v":2,"x":${nested(7)}}`])
      put(head)
    const bad = [
      '{"v":2.0}',
      '{"v":"2"}',
      '{ "v":2}',
      '{"v":02}',
      '{"v":2,"v":2}',
      '{"v":2',
      `{"v":2,"x":${nested(8)}}`,
      '{"v":2,\n"x":1}',
      '{"v":9007199254740992}',
      '[2]',
      '',
    ].map(head => [put(head), 'head'])
    return { entries: 0, malformed: bad }
  },
)

vector('base64url-canonical', 'base64url is canonical, or the line is malformed', {}, log => {
  const made = log.make('ada', 'name', { text: 'Ada' })
  const last = text =>
    text.replace(/.$/, c =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charAt(
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(c) | 1,
      ),
    )
  const hash = sha256(made.body).digest('base64url')
  log.put(made)
  const malformed = [
    [log.put({ ...log.sign('ada', made.head.replace(key('ada'), last(key('ada')))), body: made.body }), 'head'],
    [log.put({ ...log.sign('ada', made.head.replace(hash, last(hash))), body: made.body }), 'head'],
    [log.put({ ...log.sign('ada', made.head.replace(hash, `${hash}=`)), body: made.body }), 'head'],
    [log.put({ ...made, sig: last(made.sig) }), 'signature'],
    [log.put({ ...made, sig: `${made.sig}==` }), 'signature'],
  ]
  const salt = log.entry('ada', 'name', {}, { body: '{"salt":"AAAAAAAAAAAAAAAAAAAAAB","do":"name","text":"Bo"}' })
  return { entries: 2, malformed, void: [[salt, 'body']], names: { [key('ada')]: 'Ada' } }
})

vector(
  'signature',
  'A signature is over `palabre entry 1`, a line feed and the head, and good where libsodium 1.0.18 says so',
  {},
  log => {
    const made = log.make('ada', 'name', { text: 'Ada' })
    log.put(made)
    // The neutral point: R of it, and S = 0, fit any message.
    const small = 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    const point = Buffer.from(small, 'base64url')
    const nothing = Buffer.concat([point, Buffer.alloc(32)]).toString('base64url')
    const S = Buffer.from(made.sig, 'base64url')
    let carry = 0 // S + L instead of S
    const order = Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex')
    for (let i = 0; i < 32; i++) {
      carry += S[32 + i] + order[i]
      S[32 + i] = carry & 255
      carry >>= 8
    }
    return {
      entries: 1,
      malformed: [
        [log.put({ ...log.sign('ada', made.head, ''), body: made.body }), 'signature'],
        [log.put({ ...log.sign('ada', made.head, 'palabre entry 1'), body: made.body }), 'signature'],
        [log.put({ ...log.sign('bo', made.head), body: made.body }), 'signature'],
        [log.put({ ...made, sig: '' }), 'signature'],
        [log.put({ ...made, head: made.head.replace(key('ada'), small), sig: nothing }), 'signature'],
        [log.put({ ...made, sig: S.toString('base64url') }), 'signature'],
      ],
    }
  },
)

vector('malformed-order', 'Of line, head, signature, debate, hash the first that applies is named', {}, log => {
  const made = log.make('ada', 'name', { text: 'Ada' })
  log.put(made)
  log.put(log.make('bo', 'name', { text: 'Bo' }))
  const other = log.make('ada', 'name', { text: 'x' }, { debate: 'example.org/market' })
  return {
    entries: 2,
    malformed: [
      [log.put({ ...made, head: made.head.replace('"n":1', '"n":0'), sig: '', body: '' }), 'head'],
      [log.put({ ...other, sig: made.sig, body: '' }), 'signature'],
      [log.put({ ...other, body: '' }), 'debate'],
      [log.put({ ...made, body: `${made.body} ` }), 'hash'],
    ],
  }
})

vector(
  'first-line',
  'A file may begin with its debate and its owner, who counts also under another --debate',
  { owner: null, debate: 'example.org/market' },
  log => {
    log.line(JSON.stringify({ debate: 'example.org/square', owner: key('owner') }))
    const second = log.line(JSON.stringify({ debate: 'example.org/square', owner: key('ada') }))
    const square = log.put(log.make('owner', 'name', { text: 'O' }))
    log.entry('owner', 'name', { text: 'Owner' }, { debate: 'example.org/market' })
    return {
      entries: 1,
      malformed: [
        [second, 'line'],
        [square, 'debate'],
      ],
      roles: { owner: [key('owner')] },
      names: { [key('owner')]: 'Owner' },
    }
  },
)

vector(
  'debate-most-named',
  'Without --debate and first line the debate is the one that most distinct valid heads name, the smallest of equals',
  {},
  log => {
    const market = { debate: 'example.org/market' }
    const repeated = log.make('ada', 'name', { text: 'a' }, market)
    const one = log.put(repeated)
    const again = log.put(repeated)
    const square = log.make('ada', 'name', { text: 'b' })
    const hash = log.put({ ...square, body: 'not this' }) // its head counts all the same
    log.put(log.make('bo', 'name', { text: 'c' }))
    const forged = log.put({ ...log.make('bo', 'name', { text: 'd' }, market), sig: square.sig })
    return {
      entries: 1,
      malformed: [
        [one, 'debate'],
        [again, 'debate'],
        [hash, 'hash'],
        [forged, 'signature'],
      ],
      names: { [key('bo')]: 'c' },
    }
  },
)

vector('debate-tie', 'Of debates that equally many heads name it is the smallest', { owner: null }, log => {
  const square = log.put(log.make('ada', 'name', { text: 'a' }))
  log.entry('bo', 'name', { text: 'b' }, { debate: 'example.org/market' })
  return { entries: 1, malformed: [[square, 'debate']], names: { [key('bo')]: 'b' } }
})

vector('same-head', 'Lines with one head are one entry, which has the body where one of them has it', {}, log => {
  const made = log.make('ada', 'name', { text: 'Ada' })
  log.put(made, true)
  log.put(made)
  log.put(made, true)
  return { entries: 1, names: { [key('ada')]: 'Ada' }, forks: [], set: sha256(`${made.id}\n`).digest('hex') }
})

vector('fork', 'A second entry with one n is reported, and both count', {}, log => {
  const ids = [log.claim('ada'), log.claim('ada', '~', 'con', { n: 1 })].sort()
  return { entries: 2, forks: [[key('ada'), 1, ids]], persons: 1, thesis: { strength: 0.5 } }
})

vector('id', 'The id is the first 22 characters of the hash of the head', {}, log => {
  const made = log.make('ada', 'claim', { parent: '~', stance: 'pro', text: 'a' })
  log.put(made)
  return { claims: [{ id: idOf(made.head), status: 'shown', text: 'a', author: key('ada') }] }
})

vector('body-void', 'An entry whose body breaks the rules of bodies is void', {}, log => {
  const salt = '"salt":"AAAAAAAAAAAAAAAAAAAAAA"'
  const start = `{${salt},"do":"claim","parent":"~","stance":"pro","text":"a"`
  const bodies = [
    '',
    '[]',
    '{}',
    `{"do":"claim",${salt}}`,
    `{${salt},"parent":"~","do":"claim"}`,
    '{"salt":1,"do":"claim"}',
    `{${salt},"do":1}`,
    `${start},"text":"b"}`,
    `${start},"t\\u0065xt":"b"}`,
    `${start},"x":"\\ud800"}`,
    `${start},"x":"\\ude42\\ud83d"}`,
    `${start},\n"x":1}`,
    `${start}\r}`,
    `${start},"x":${nested(8)}}`,
    `${start},"x":1.0}`,
    `${start},"x":1e3}`,
    `${start},"x":-0}`,
    `${start},"x":9007199254740992}`,
    `${start}} x`,
    `${start},"x":"\t"}`,
  ]
  const ids = bodies.map(body => log.entry('ada', 'claim', {}, { body }))
  const fine = [
    `${start},"x":"\\ud83d\\ude42"}`,
    `${start}, \t"x":${nested(7)}}`,
    `${start},"x":-9007199254740991}`,
  ].map(body => log.entry('ada', 'claim', {}, { body }))
  return { void: ids.map(id => [id, 'body']), claims: fine.map(id => ({ id, text: 'a' })) }
})

vector('body-size', 'A body has at most 16 KiB; an open, declare, ask or stamp 64 KiB', {}, log => {
  const of = (verb, fields, size) => {
    const body = log.body(verb, { ...fields, pad: '' })
    return body.replace('"pad":""', `"pad":"${'x'.repeat(size - body.length)}"`)
  }
  log.open()
  log.entry('ada', 'name', {}, { body: of('name', { text: 'fits' }, 16384) })
  const big = log.entry('ada', 'name', {}, { body: of('name', { text: 'no' }, 16385) })
  const ask = log.entry('owner', 'ask', {}, { body: of('ask', { title: 'Yes?', method: 'yes-no' }, 16385) })
  return { void: [[big, 'body']], names: { [key('ada')]: 'fits' }, questions: [{ id: ask }] }
})

vector('must', 'A body may name the fields that must be understood: those the verb has', {}, log => {
  const name = must => log.entry('ada', 'name', { text: `n${log.lines.length}`, must })
  name(['text'])
  name([])
  const bad = [
    name(['salt']),
    name(['font']),
    name('text'),
    name(null),
    name([1]),
    log.entry('ada', 'sing', { must: ['song'], song: 'la' }),
  ]
  log.entry('ada', 'sing', { must: [], song: 'la' })
  return { void: bad.map(id => [id, 'must']), names: { [key('ada')]: 'n1' } }
})

vector('unknown-verb', 'Unknown verbs and fields are kept and ignored', {}, log => {
  log.entry('bo', 'sing', { song: 'la' })
  const id = log.entry('ada', 'claim', { parent: '~', stance: 'pro', text: 'a', colour: 'red' })
  return { entries: 2, persons: 1, claims: [{ id }] }
})
