import { numberOf, objectOf } from './json.ts'

/** Takes on the host's colours and keeps clear of what lies over the edges of its screen. What it leaves out stays. */
export function adaptTo({ theme, safeAreaInsets }: Record<string, unknown>): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const insets = objectOf(safeAreaInsets)
  for (const side of ['top', 'right', 'bottom', 'left']) {
    const inset = numberOf(insets[side])
    if (inset !== undefined) document.documentElement.style.setProperty(`--inset-${side}`, `${inset}px`)
  }
}

/** Tells how much room the view takes, now and whenever that changes. */
export function watchSize(tell: (size: { width: number; height: number }) => void): void {
  let told = ''
  const measure = () => {
    const size = {
      width: Math.ceil(window.innerWidth),
      height: Math.ceil(document.body.getBoundingClientRect().height)
    }
    const measured = JSON.stringify(size)
    if (measured !== told) tell(size)
    told = measured
  }
  new ResizeObserver(measure).observe(document.body)
  measure()
}
