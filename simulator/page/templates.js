/** Template messages: buttons, confirm, carousel, image carousel. */
import { button, el } from "./dom.js";
import { source } from "./links.js";
import { tappable } from "./flex-parts.js";

/** @param {object} template @param {(action: object) => void} perform */
export function renderTemplate(template, perform) {
  const draw = TEMPLATES[template.type];
  return draw ? draw(template, perform) : el("div", { class: "bubble", text: `(${template.type})` });
}

const TEMPLATES = {
  buttons: (template, perform) => card(template, template, perform),
  confirm: renderConfirm,
  carousel: (template, perform) => row(template.columns.map((column) => card(column, template, perform))),
  image_carousel: (template, perform) => row(template.columns.map((column) => picture(column, perform))),
};

const row = (cards) => el("div", { class: "template-carousel", role: "group", "aria-label": "เลื่อนดูการ์ด", tabindex: "0" }, cards);

function card(part, look, perform) {
  const words = el(
    "div",
    { class: "template-words" },
    part.title && el("b", { class: "template-title", text: part.title }),
    el("p", { text: part.text }),
  );
  const top = el("div", { class: "template-top" }, part.thumbnailImageUrl && thumbnail(part, look), words);
  return el(
    "article",
    { class: "template-card" },
    tappable(top, part.defaultAction, perform),
    el(
      "div",
      { class: "template-actions" },
      part.actions.map((action) => choice(action, perform)),
    ),
  );
}

const choice = (action, perform) => button(action.label || "", () => perform(action));

function thumbnail(part, look) {
  return el("img", {
    class: "template-thumbnail",
    src: source(part.thumbnailImageUrl),
    alt: "",
    style: {
      aspectRatio: look.imageAspectRatio === "square" ? "1" : "1.51",
      objectFit: look.imageSize === "contain" ? "contain" : "cover",
      backgroundColor: part.imageBackgroundColor || look.imageBackgroundColor || "",
    },
  });
}

function renderConfirm(template, perform) {
  return el(
    "article",
    { class: "template-card confirm" },
    el("div", { class: "template-words" }, el("p", { text: template.text })),
    el(
      "div",
      { class: "template-actions pair" },
      template.actions.map((action) => choice(action, perform)),
    ),
  );
}

function picture(column, perform) {
  return el(
    "article",
    { class: "template-picture" },
    el("img", { src: source(column.imageUrl), alt: "" }),
    button(column.action.label || "", () => perform(column.action)),
  );
}
