// Draws ImGui's draw lists with WebGL2: one program, 32 bit indices, premultiplied textures.
import type { Drawing, Texture } from './calls'

const VERTEX = `#version 300 es
layout(location=0) in vec2 place;
layout(location=1) in vec2 corner;
layout(location=2) in vec4 colour;
uniform vec2 size;
out vec2 at;
out vec4 tint;
void main() {
  at = corner;
  tint = vec4(colour.rgb * colour.a, colour.a);
  gl_Position = vec4(place / size * vec2(2, -2) + vec2(-1, 1), 0, 1);
}`
const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D image;
in vec2 at;
in vec4 tint;
out vec4 seen;
void main() {
  seen = tint * texture(image, at);
}`
/** x, y, u, v as floats, then four bytes of colour. */
const STRIDE = 20

let lacks: boolean | null = null

/** Whether this browser draws with WebGL2; asked once. */
export function drawsHere(): boolean {
  if (lacks === null) {
    const canvas = document.createElement('canvas')
    const gl = canvas.getContext('webgl2')
    lacks = !gl
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
  }
  return !lacks
}

/** Makes the program that draws, and all of its state but textures; answers where it is told the stage's size. */
export function prepare(gl: WebGL2RenderingContext): WebGLUniformLocation | null {
  const program = gl.createProgram()
  if (!program) throw new Error('no context')
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind)!
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  gl.useProgram(program)
  gl.uniform1i(gl.getUniformLocation(program, 'image'), 0)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer())
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, STRIDE, 0)
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, STRIDE, 8)
  gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, STRIDE, 16)
  for (const at of [0, 1, 2]) gl.enableVertexAttribArray(at)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  gl.clearColor(0, 0, 0, 0)
  return gl.getUniformLocation(program, 'size')
}

/** A texture, and the one that calls are about. */
export function makeTexture(gl: WebGL2RenderingContext): WebGLTexture | null {
  const texture = gl.createTexture()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
    [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
    [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
  ] as const)
    gl.texParameteri(gl.TEXTURE_2D, name, value)
  return texture
}

export class Renderer {
  readonly #gl: WebGL2RenderingContext
  readonly #size: WebGLUniformLocation | null
  readonly #textures: (WebGLTexture | null)[]
  #commands = new Uint32Array(0)

  /** `side` of the label atlas in pixels. Throws where the context is lost. */
  constructor(gl: WebGL2RenderingContext, side: number) {
    this.#gl = gl
    this.#size = prepare(gl)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    this.#textures = [makeTexture(gl), makeTexture(gl)]
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, side, side)
  }

  /** Texture 0, whose bytes are premultiplied. */
  shapes({ width, height, bytes }: Texture): void {
    const gl = this.#gl
    gl.bindTexture(gl.TEXTURE_2D, this.#textures[0]!)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
  }

  /** A label into the atlas. */
  label(canvas: HTMLCanvasElement, x: number, y: number): void {
    const gl = this.#gl
    gl.bindTexture(gl.TEXTURE_2D, this.#textures[1]!)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, gl.RGBA, gl.UNSIGNED_BYTE, canvas)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
  }

  /** Takes over what a frame gave, before the module is called again. */
  take({ vertices, indices, commands }: Drawing): void {
    const gl = this.#gl
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.DYNAMIC_DRAW)
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.DYNAMIC_DRAW)
    this.#commands = commands.slice()
  }

  /** Draws it on `width` by `height` device pixels. */
  draw(width: number, height: number): void {
    const gl = this.#gl
    const commands = this.#commands
    gl.viewport(0, 0, width, height)
    gl.uniform2f(this.#size, width, height)
    gl.clear(gl.COLOR_BUFFER_BIT)
    for (let at = 0; at < commands.length; at += 3) {
      gl.bindTexture(gl.TEXTURE_2D, this.#textures[commands[at + 2]!] ?? null)
      gl.drawElements(gl.TRIANGLES, commands[at + 1]!, gl.UNSIGNED_INT, commands[at]! * 4)
    }
  }
}
