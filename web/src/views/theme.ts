// Light or dark, as classes, because strict policies forbid inline styles. The page's own colours
// are kept; only a theme that was asked for and that the page does not have gets a surface of its own.
import { effect } from '../signals'
import type { Stage } from '../stage'

export function followTheme(stage: Stage): () => void {
  return effect(() => {
    const theme = stage.settings.theme.value
    const { classList } = stage.place
    const page = textIsLight(stage.host) ? 'dark' : 'light'
    const asked = theme !== 'inherit' && isAsked(stage.host)
    const shown = asked ? theme : page
    classList.toggle('theme-dark', shown === 'dark')
    classList.toggle('theme-light', shown === 'light')
    classList.toggle('own-surface', asked && shown !== page)
  })
}

/** `auto` on a page that knows no dark must not put a dark box into it. */
function isAsked(host: HTMLElement): boolean {
  return host.hasAttribute('theme-from') || /^(light|dark)$/i.test(host.getAttribute('theme') ?? '')
}

function textIsLight(host: HTMLElement): boolean {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(host).color.match(/[\d.]+/g) ?? []).map(Number)
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140
}
