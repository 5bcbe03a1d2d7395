/** The rich menu: a picture with places to tap, folded and unfolded by the chat bar. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { source } from "./links.js";

export function createRichMenu(phone) {
  const panel = el("div", { class: "rich-menu", role: "group", "aria-label": "เมนู", hidden: true });
  const bar = el("button", { type: "button", class: "chat-bar", hidden: true, on: { click: () => open(state, !state.open) } });
  const state = { phone, panel, bar, menu: null, open: false };
  return { panel, bar, show: (menu) => show(state, menu), open: (on) => open(state, on) };
}

/** @param {{id: string, object: object, imageUrl: string}|null} menu */
function show(state, menu) {
  const same = state.menu?.id === menu?.id && state.menu?.imageUrl === menu?.imageUrl;
  if (same) return;
  state.menu = menu;
  state.panel.replaceChildren(
    ...(menu ? [picture(menu), ...menu.object.areas.map((area) => place(area, menu.object.size, state.phone))] : []),
  );
  if (menu) state.panel.style.aspectRatio = `${menu.object.size.width} / ${menu.object.size.height}`;
  open(state, menu ? menu.object.selected !== false : false);
}

function open(state, on) {
  state.open = Boolean(on && state.menu);
  state.panel.hidden = !state.open;
  state.bar.hidden = !state.menu;
  state.bar.setAttribute("aria-expanded", String(state.open));
  state.bar.replaceChildren(state.menu?.object.chatBarText || "เมนู", icon(state.open ? "caretDown" : "caretUp", 18));
}

const picture = (menu) => el("img", { src: source(menu.imageUrl), alt: menu.object.name || "เมนู", draggable: "false" });

function place({ bounds, action }, size, phone) {
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  return button("", () => phone.perform(action), {
    class: "area",
    "aria-label": nameOf(action),
    style: {
      left: percent(bounds.x, size.width),
      top: percent(bounds.y, size.height),
      width: percent(bounds.width, size.width),
      height: percent(bounds.height, size.height),
    },
  });
}

const nameOf = (action) => action.label || action.text || action.displayText || action.uri || action.data || action.type;
