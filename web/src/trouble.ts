// What can go wrong around the engine, each with a code that the catalogue explains (`trouble.CODE`).

export type TroubleCode =
  | 'network' // a file of the widget could not be fetched
  | 'integrity' // a file of the widget is not the one that was published
  | 'wasm-refused' // engine="wasm", and the page's policy refuses WebAssembly
  | 'wasm-broken' // the module compiled to something that is not ours
  | 'memory' // the engine ran out of memory, twice
  | 'old-browser' // a browser below the floor
  | 'debate-name' // `debate` or `site` is not a name
  | 'file-format' // a file that is no log and no debate file
  | 'file-other' // a file of another debate
  | 'unsupported' // a debate written by other rules than ours (`fold`)
  | 'prevented' // the host page cancelled the act
  | 'no-key' // no way to sign here
  | 'no-undo' // this act cannot be taken back
  | 'read-only' // the element says so
  | 'token' // the site confirmed no member
  | 'token-wait' // the hub has not said yet that it knows the member
  | 'token-ended' // the page's token is out of date, and nothing says where another is
  | 'closed' // the element has been destroyed

export class Trouble extends Error {
  constructor(
    readonly code: TroubleCode,
    readonly hint: string,
  ) {
    super(`${code}: ${hint}`)
    this.name = 'Trouble'
  }
}
