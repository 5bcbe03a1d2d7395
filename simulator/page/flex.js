/** Flex messages: containers, blocks and boxes. The layout model is CSS flexbox; the leaves are in flex-parts.js. */
import { el } from "./dom.js";
import { BUBBLE, blockPadding, border, color, corner, length, space } from "./flex-sizes.js";
import { PARTS, tappable } from "./flex-parts.js";

/**
 * @param {object} container a Flex bubble or carousel
 * @param {(action: object) => void} perform what a tap does
 */
export function renderFlex(container, perform) {
  if (container.type !== "carousel") return renderBubble(container, perform);
  return el(
    "div",
    { class: "flex-carousel", role: "group", "aria-label": "เลื่อนดูการ์ด", tabindex: "0" },
    container.contents.map((bubble) => renderBubble(bubble, perform)),
  );
}

function renderBubble(bubble, perform) {
  const size = bubble.size || "mega";
  const node = el("article", {
    class: `flex-bubble size-${size}`,
    dir: bubble.direction || "ltr",
    style: { "--width": `${BUBBLE[size] || BUBBLE.mega}px` },
  });
  for (const block of ["header", "hero", "body", "footer"])
    if (bubble[block]) node.append(...renderBlock(block, bubble, size, perform));
  return tappable(node, bubble.action, perform);
}

function renderBlock(block, bubble, size, perform) {
  const look = bubble.styles?.[block] || {};
  const part = bubble[block];
  const context = { parent: "vertical", perform, padding: part.type === "box" ? `${blockPadding(block, size)}px` : null };
  const holder = el(
    "div",
    { class: `flex-block ${block}`, style: { backgroundColor: color(look.backgroundColor) || "" } },
    renderPart(part, context),
  );
  const line =
    look.separator && el("div", { class: "flex-separator", style: { backgroundColor: color(look.separatorColor) || "" } });
  return [line, holder].filter(Boolean);
}

/** One component inside its parent. `context.parent` is the parent's layout, because margin and flex mean different things in each. */
export function renderPart(part, context) {
  const draw = part.type === "box" ? renderBox : PARTS[part.type];
  if (!draw) return el("div", { class: "flex-unknown", text: part.type || "?" });
  const node = draw(part, context);
  place(node, part, context);
  return tappable(node, part.type === "button" ? null : part.action, context.perform);
}

function renderBox(box, context) {
  const node = el("div", { class: `flex-box ${box.layout}`, style: boxStyle(box, context.padding) });
  const inside = { parent: box.layout, perform: context.perform };
  let first = true;
  for (const part of box.contents || []) {
    const child = renderPart(part, inside);
    const flows = part.position !== "absolute" && part.type !== "filler";
    if (flows && !first && !part.margin) child.style[leading(box.layout)] = space(box.spacing) || "0px";
    if (flows) first = false;
    node.append(child);
  }
  return node;
}

const leading = (layout) => (layout === "vertical" ? "marginTop" : "marginInlineStart");

function boxStyle(box, blockPad) {
  const all = space(box.paddingAll) || blockPad || "0px";
  const wide = border(box.borderWidth);
  return {
    paddingTop: space(box.paddingTop) || all,
    paddingBottom: space(box.paddingBottom) || all,
    paddingInlineStart: space(box.paddingStart) || all,
    paddingInlineEnd: space(box.paddingEnd) || all,
    width: length(box.width) || "",
    height: length(box.height) || "",
    maxWidth: length(box.maxWidth) || "",
    maxHeight: length(box.maxHeight) || "",
    background: gradient(box.background) || color(box.backgroundColor) || "",
    border: wide && wide !== "0px" ? `${wide} solid ${color(box.borderColor) || "transparent"}` : "",
    borderRadius: corner(box.cornerRadius) || "",
    overflow: box.cornerRadius || box.height || box.maxHeight ? "clip" : "", // "hidden" would let a box with flex lose its own height
    justifyContent: box.justifyContent || "",
    alignItems: box.layout === "baseline" ? "baseline" : box.alignItems || "",
  };
}

function gradient(background) {
  if (background?.type !== "linearGradient") return null;
  const middle = color(background.centerColor);
  const stops = [
    color(background.startColor),
    middle && `${middle} ${background.centerPosition || "50%"}`,
    color(background.endColor),
  ];
  return `linear-gradient(${parseFloat(background.angle) || 0}deg, ${stops.filter(Boolean).join(", ")})`;
}

/** Margin, share of the room and offsets: what every component understands. */
function place(node, part, { parent }) {
  const margin = space(part.margin);
  if (margin) node.style[leading(parent)] = margin;
  node.style.flex = share(part, parent);
  if (part.position === "absolute") node.classList.add("absolute");
  else if (part.offsetTop || part.offsetBottom || part.offsetStart || part.offsetEnd) node.style.position = "relative";
  for (const [name, css] of OFFSETS) if (part[name]) node.style[css] = space(part[name]) || "";
}

const OFFSETS = [
  ["offsetTop", "top"],
  ["offsetBottom", "bottom"],
  ["offsetStart", "insetInlineStart"],
  ["offsetEnd", "insetInlineEnd"],
];
const SIZED_BY_ITSELF = new Set(["icon", "separator", "spacer"]);

/** Children of a horizontal box share its width (flex 1 unless told); of a vertical box they take the height they need (flex 0). */
function share(part, parent) {
  if (SIZED_BY_ITSELF.has(part.type)) return "none";
  if (part.type === "filler") return `${part.flex ?? 1} 1 0px`;
  const sideways = parent !== "vertical";
  const fixed = part.type === "box" && (sideways ? part.width : part.height);
  const flex = part.flex ?? (sideways && !fixed ? 1 : 0);
  if (flex === 0 || fixed) return sideways ? "0 0 auto" : "none";
  return `${flex} ${sideways ? 1 : 0} 0px`;
}
