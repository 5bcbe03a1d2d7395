/** Things that lie over one phone's screen: dialogs, bottom sheets, toasts. */
import { button, el, announce } from "./dom.js";

const TOAST_MS = 2600; // about as long as Android's short toast

/**
 * Lay a dialog over a phone and wait for its answer. The rest of that phone sleeps; the other phones stay awake.
 * @param {HTMLElement} screen the phone's screen
 * @param {string} label its name for screen readers
 * @param {(close: (answer?: any) => void) => Node} build makes the content; calling `close` ends the dialog
 * @param {{kind?: string}} options "dialog", "bottom" or "full"
 * @returns {Promise<any>} what `close` was given; undefined when dismissed (Escape, tap outside)
 */
export function openSheet(screen, label, build, { kind = "dialog" } = {}) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const close = (answer) => {
      cover.remove();
      sleep(screen, Boolean(screen.querySelector(".sheet-cover")));
      before?.focus?.();
      resolve(answer);
    };
    const props = { class: `sheet ${kind}`, role: "dialog", "aria-modal": "true", "aria-label": label, tabindex: "-1" };
    const box = el("div", props, build(close));
    const cover = el("div", { class: "sheet-cover", on: dismissals(close) }, box);
    sleep(screen, true);
    screen.append(cover);
    (box.querySelector("button:not(:disabled), input") || box).focus();
  });
}

function dismissals(close) {
  return {
    click: (event) => {
      if (event.target === event.currentTarget) close();
    },
    keydown: (event) => {
      if (event.key === "Escape") close();
    },
  };
}

function sleep(screen, on) {
  for (const part of screen.children) if (!part.matches(".sheet-cover, .toast")) part.inert = on;
}

/** The row of flat words under a dialog, as Android has it. */
export function answers(...buttons) {
  const row = buttons.map(([label, onclick, props]) => button(label, onclick, props));
  return el("div", { class: "sheet-answers" }, row);
}

/** A few words that go away by themselves. */
export function toast(screen, words) {
  screen.querySelector(".toast")?.remove();
  const node = el("div", { class: "toast", text: words });
  screen.append(node);
  announce(words);
  setTimeout(() => node.remove(), TOAST_MS);
}
