// The page's own dark switch; the debate follows through theme-from="html.dark".
const button = document.getElementById('dark')
button.addEventListener('click', () => {
  const dark = document.documentElement.classList.toggle('dark')
  button.setAttribute('aria-pressed', String(dark))
})
