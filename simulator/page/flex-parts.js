/** The leaves of a Flex message: text, button, image, icon, video, separator, filler, spacer. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { color, imageSize, ratio, space, textSize } from "./flex-sizes.js";
import { source } from "./links.js";

const SMALLEST_FIT_PX = 8; // shrink-to-fit stops here: smaller Thai cannot be read
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };
const ALIGN = { start: "flex-start", center: "center", end: "flex-end" };

export const PARTS = {
  text: renderText,
  button: renderButton,
  image: renderImage,
  icon: renderIcon,
  video: renderVideo,
  separator: renderSeparator,
  filler: renderEmpty,
  spacer: renderSpacer,
};

/** Give a tap to any component; a real button when it holds no other one, so that keyboards reach it. */
export function tappable(node, action, perform) {
  if (!action) return node;
  node.classList.add("tappable");
  Object.entries({ role: "button", tabindex: "0", "aria-label": action.label || node.textContent }).forEach(([k, v]) =>
    node.setAttribute(k, v),
  );
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    perform(action);
  });
  node.addEventListener("keydown", (event) => {
    if (event.target === node && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      perform(action);
    }
  });
  return node;
}

function letters(part) {
  return {
    fontSize: textSize(part.size) || "",
    color: color(part.color) || "",
    fontWeight: part.weight ? (part.weight === "bold" ? "700" : "400") : "",
    fontStyle: part.style || "",
    textDecoration: part.decoration || "",
  };
}

function renderText(part) {
  const words = el("div", {
    class: part.wrap ? "flex-words wrap" : "flex-words",
    style: {
      ...letters(part),
      textAlign: part.align || "",
      ...(part.wrap && part.maxLines
        ? { display: "-webkit-box", webkitLineClamp: String(part.maxLines), webkitBoxOrient: "vertical", overflow: "hidden" }
        : {}),
      lineHeight: part.lineSpacing ? `calc(1.35em + ${space(part.lineSpacing)})` : "",
    },
  });
  words.append(...(part.contents?.length ? part.contents.map(renderSpan) : [part.text ?? ""]));
  if (part.adjustMode === "shrink-to-fit" && !part.wrap) shrinkToFit(words);
  return el("div", { class: "flex-text", style: { justifyContent: GRAVITY[part.gravity] || "" } }, words);
}

const renderSpan = (span) => el("span", { text: span.text ?? "", style: letters(span) });

function renderButton(part, { perform }) {
  const kind = part.style || "link";
  const tint = color(part.color);
  const paint = tint ? { [kind === "link" ? "color" : "backgroundColor"]: tint } : {};
  const label = el("span", { class: "flex-label", text: part.action?.label || "" });
  if (part.adjustMode === "shrink-to-fit") shrinkToFit(label);
  const press = el(
    "button",
    {
      type: "button",
      class: `flex-button ${kind} ${part.height || "md"}`,
      style: paint,
      on: {
        click: (event) => {
          event.stopPropagation();
          perform(part.action);
        },
      },
    },
    label,
  );
  return el("div", { class: "flex-button-holder", style: { justifyContent: GRAVITY[part.gravity] || "" } }, press);
}

function renderImage(part, context) {
  const width = part.size === "full" ? "100%" : imageSize(part.size || "md");
  const picture = el("img", {
    class: "flex-picture",
    src: source(part.url),
    alt: "",
    style: {
      aspectRatio: ratio(part.aspectRatio, "1:1"),
      objectFit: part.aspectMode === "cover" ? "cover" : "contain",
      backgroundColor: color(part.backgroundColor) || "",
      width: "100%",
      maxWidth: width || "100%",
    },
  });
  return el(
    "div",
    {
      class: `flex-image in-${context.parent}`,
      style: { alignItems: ALIGN[part.align || "center"], justifyContent: GRAVITY[part.gravity || "top"] },
    },
    picture,
  );
}

function renderIcon(part) {
  const height = textSize(part.size || "md") || "16px";
  return el("img", {
    class: "flex-icon",
    src: source(part.url),
    alt: "",
    style: { height, aspectRatio: ratio(part.aspectRatio, "1:1") },
  });
}

/** LINE plays the film inside the bubble; here its poster opens it. */
function renderVideo(part, { perform }) {
  const play = () => perform({ type: "play", url: part.url });
  const poster = el("img", {
    class: "flex-picture",
    src: source(part.previewUrl),
    alt: "",
    style: { aspectRatio: ratio(part.aspectRatio, "20:13"), objectFit: "cover", width: "100%" },
  });
  const corner = part.action && button(part.action.label || "", () => perform(part.action), { class: "flex-video-action" });
  return el(
    "div",
    { class: "flex-video" },
    poster,
    button("", play, { class: "play-button", "aria-label": "เล่นวิดีโอ" }, icon("play", 28)),
    corner,
  );
}

function renderSeparator(part) {
  return el("div", { class: "flex-separator", role: "separator", style: { backgroundColor: color(part.color) || "" } });
}

function renderEmpty() {
  return el("div", { class: "flex-filler" });
}

function renderSpacer(part) {
  return el("div", { class: "flex-filler", style: { padding: `calc(${space(part.size || "md") || "8px"} / 2)` } });
}

/** The room is known only once it is on the page, and again when the phone's width changes. */
function shrinkToFit(node) {
  const asked = node.style.fontSize;
  node.classList.add("one-line");
  new ResizeObserver(() => fit(node, asked)).observe(node);
}

function fit(node, asked) {
  node.style.fontSize = asked;
  const room = node.clientWidth;
  if (!room || node.scrollWidth <= room) return;
  const size = parseFloat(getComputedStyle(node).fontSize);
  const smaller = Math.floor((size * room * 10) / node.scrollWidth) / 10;
  node.style.fontSize = `${Math.max(SMALLEST_FIT_PX, smaller)}px`;
}
