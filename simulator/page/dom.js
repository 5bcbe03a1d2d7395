/** Building blocks for the page: elements are made from data, never from strings of HTML, so nothing a bot sends can run. */

/**
 * Make one element.
 * @param {string} tag
 * @param {object} props `class`, `text`, `style` {}, `data` {}, `on` {event: handler}; every other key is an attribute
 *   (true writes it bare, false/null/undefined leaves it out)
 * @param {...(Node|string|null|Array)} children empty ones are skipped
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) give(node, key, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function give(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "class") node.className = value;
  else if (key === "text") node.textContent = value;
  else if (key === "style") for (const [name, css] of Object.entries(value)) paint(node, name, css);
  else if (key === "data") Object.assign(node.dataset, value);
  else if (key === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  else node.setAttribute(key, value === true ? "" : value);
}

/** Custom properties ("--width") can only be set by name. */
function paint(node, name, css) {
  if (name.startsWith("--")) node.style.setProperty(name, css);
  else node.style[name] = css;
}

/** A <button>: its text is the label; pass `aria-label` and a child for icon buttons. */
export function button(label, onclick, props = {}, ...children) {
  return el("button", { type: "button", ...props, on: { click: onclick } }, label, ...children);
}

const SVG = "http://www.w3.org/2000/svg";

/** SVG element with attributes; the page draws its own pictures because a machine may have no emoji font. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Say it to a screen reader without moving the focus. */
export function announce(words) {
  document.getElementById("announcer").textContent = words;
}
