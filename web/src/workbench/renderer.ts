// Draws what Dear ImGui made with WebGL2, by the map's program: whole frames, of windows that hide what is outside
// them.
import { makeTexture, prepare } from '../map/renderer'
import type { Painting, TextureChange } from './engine'

export class PanelRenderer {
  readonly #gl: WebGL2RenderingContext
  readonly #size: WebGLUniformLocation | null
  readonly #textures = new Map<number, WebGLTexture>()

  /** Throws where the context is lost. */
  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl
    this.#size = prepare(gl)
    gl.enable(gl.SCISSOR_TEST)
  }

  /** Draws it on a stage of `width` by `height` device pixels, `ratio` of them for one of CSS. */
  draw(painting: Painting, width: number, height: number, ratio: number): void {
    const gl = this.#gl
    for (const change of painting.textures) this.#change(change)
    gl.viewport(0, 0, width, height)
    gl.scissor(0, 0, width, height)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.uniform2f(this.#size, width / ratio, height / ratio)
    gl.bufferData(gl.ARRAY_BUFFER, painting.vertices, gl.DYNAMIC_DRAW)
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, painting.indices, gl.DYNAMIC_DRAW)
    for (const { first, count, texture, left, top, right, bottom } of painting.commands) {
      const [x, y] = [Math.round(left * ratio), Math.round(bottom * ratio)]
      const [wide, tall] = [Math.round(right * ratio) - x, y - Math.round(top * ratio)]
      if (wide <= 0 || tall <= 0) continue
      gl.scissor(x, height - y, wide, tall)
      gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null)
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4)
    }
  }

  #change(change: TextureChange): void {
    const gl = this.#gl
    const { number, want, x, y, width, height } = change
    const known = this.#textures.get(number)
    if (want === 'destroy' || want === 'create') {
      if (known) gl.deleteTexture(known)
      this.#textures.delete(number)
    }
    if (want === 'destroy') return
    if (want === 'create') {
      const made = makeTexture(gl)
      if (made) this.#textures.set(number, made)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, premultiplied(change))
    } else if (known) {
      gl.bindTexture(gl.TEXTURE_2D, known)
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, premultiplied(change))
    }
  }
}

/** The pixels as they are blended, row upon row. Firefox refuses to do that of rows that stand apart. */
function premultiplied({ width, height, row, pixels }: TextureChange): Uint8Array {
  const made = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [from, to] = [4 * (y * row + x), 4 * (y * width + x)]
      const alpha = pixels[from + 3]!
      for (let part = 0; part < 3; part++) made[to + part] = Math.round((pixels[from + part]! * alpha) / 255)
      made[to + 3] = alpha
    }
  return made
}
