// A reader without a pointer: Tab, arrows, Space, Enter, Escape and letters.
import assert from 'node:assert/strict'

const STOPS_MOST = 120

export class Keys {
  constructor(one) {
    this.one = one
    this.keyboard = one.page.keyboard
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.keyboard.press(key)), Promise.resolve())
  }

  /** What a reader would be told stands under the focus; null where the focus has left the debate. */
  here() {
    return this.one.look(root => {
      const held = root.activeElement
      if (!held) {
        // A box whose content is higher than the outline was, by these fonts, is scrolled by keys: a stop of its own.
        const outlined = getComputedStyle(root.host).outlineStyle !== 'none'
        return document.activeElement === root.host ? { name: '', role: 'box', outlined, inSight: true } : null
      }
      const marked = held.matches('input[type=radio], input[type=checkbox]') ? held.closest('label') : held
      return {
        name: (
          held
            .getAttribute('aria-labelledby')
            ?.split(' ')
            .map(id => root.getElementById(id).textContent)
            .join(' ') ??
          held.getAttribute('aria-label') ??
          held.labels?.[0]?.textContent ??
          held.textContent
        ).trim(),
        role: held.type ?? held.localName,
        value: held.value ?? '',
        outlined: getComputedStyle(held).outlineStyle !== 'none' && marked !== null,
        inSight: held.getBoundingClientRect().bottom > 0 && held.getBoundingClientRect().top < innerHeight,
      }
    })
  }

  /** Tabs on (or back) to the control with these words; every stop on the way is in sight and outlined. */
  async to(words, key = 'Tab') {
    const passed = []
    // A ballot whose file is still on its way pushes down what stands below, and with it where the focus is.
    await this.one.until(root => root.querySelector('.later > [role=status]') === null)
    for (let stop = 0; stop < STOPS_MOST; stop++) {
      if (key === 'Back') {
        await this.keyboard.down('Shift')
        await this.keyboard.press('Tab')
        await this.keyboard.up('Shift')
      } else {
        await this.keyboard.press('Tab')
      }
      const here = await this.here()
      assert.notEqual(here, null, `the focus left the debate before ${words}; it passed ${passed.join(' | ')}`)
      assert.ok(here.outlined, `no outline at ${here.name} after ${passed.join(' | ')}`)
      // The browser may scroll smoothly.
      if (!here.inSight)
        await this.one.until(root => {
          const box = root.activeElement.getBoundingClientRect()
          return box.bottom > 0 && box.top < innerHeight
        })
      if (words.test(here.name)) return here
      passed.push(here.name)
    }
    assert.fail(`never came to ${words}; it passed ${passed.join(' | ')}`)
  }

  async enter(words, key) {
    await this.to(words, key)
    await this.keyboard.press('Enter')
  }

  /** Goes with the arrows to one of a group of radios. */
  async choose(words) {
    const passed = [(await this.here())?.name]
    if (words.test(passed[0])) return this.press(' ')
    for (let press = 0; press < 6; press++) {
      await this.keyboard.press('ArrowDown')
      passed.push((await this.here())?.name)
      if (words.test(passed.at(-1))) return
    }
    assert.fail(`no choice ${words} among ${passed.join(' | ')}`)
  }

  async at(words) {
    await this.one.until(
      (root, words) => new RegExp(words, 's').test(root.activeElement?.textContent ?? ''),
      words.source,
    )
  }
}
