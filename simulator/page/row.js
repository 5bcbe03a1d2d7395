/** The row around a bubble: avatar, name, time, read mark, and what the message cost. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { source } from "./links.js";
import { isCard, renderMessage } from "./messages.js";
import { hourMinute } from "./thaitime.js";
import { botFace } from "./avatar.js";

const LONG_PRESS_MS = 500; // Android's own long-press time-out

/**
 * @param {object} item one item of /chat
 * @param {boolean} follows the one before is from the same side and minute: no second avatar
 * @param {object} phone
 */
export function renderRow(item, follows, phone) {
  const bot = item.from === "bot";
  const message = shown(item);
  const data = { from: item.from, n: item.n, type: item.message.type };
  if (!message) return el("div", { class: "event", data, hidden: true });
  if (item.unsent) return el("div", { class: "message system", data, text: "คุณยกเลิกข้อความ" });
  const wide = isCard(message);
  const body = el("div", { class: "message-body" }, renderMessage(message, phone), meta(item));
  const node = el(
    "div",
    { class: `message ${bot ? "left" : "right"}${follows ? " follows" : ""}${wide ? " card" : ""}`, data },
    bot ? [face(item, follows), el("div", { class: "message-column" }, follows ? null : name(item), body)] : body,
  );
  return item.message.id && !bot ? withMenu(node, item, phone) : node;
}

const SILENT = new Set(["follow", "unblock", "block", "unsend"]);

/** What LINE shows of an item: nothing of friendship and quiet taps; a tap with displayText looks typed. */
export function shown(item) {
  if (item.from === "bot") return item.message;
  if (item.message.type === "postback") return item.message.displayText ? { type: "text", text: item.message.displayText } : null;
  return SILENT.has(item.message.type) ? null : item.message;
}

const face = (item, follows) =>
  el(
    "div",
    { class: "face", "aria-hidden": "true" },
    follows
      ? null
      : item.message.sender?.iconUrl
        ? el("img", { src: source(item.message.sender.iconUrl), alt: "" })
        : botFace(36),
  );
const name = (item) => el("div", { class: "sender", text: item.message.sender?.name || "ถึงบ้าน" });

function meta(item) {
  const bot = item.from === "bot";
  return el(
    "div",
    { class: "meta" },
    bot ? cost(item) : el("span", { class: "read", text: "อ่านแล้ว" }),
    el("time", { datetime: new Date(item.at).toISOString(), text: `${hourMinute(item.at)} น.` }),
  );
}

/** Outside the bubble, because LINE has no such mark: it is for whoever watches the budget. */
function cost(item) {
  if (item.billable) return el("span", { class: "cost paid", title: "push: นับเป็นข้อความที่เสียเงิน", text: "฿ เสียเงิน" });
  return el("span", { class: "cost", title: item.kind === "push" ? "push ที่ไม่นับเงิน" : "reply: ไม่เสียเงิน", text: "ฟรี" });
}

/** Long press, right click, or the menu key on one's own message. */
function withMenu(node, item, phone) {
  const open = () => phone.openMessageMenu(item);
  let timer;
  node.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    open();
  });
  node.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") timer = setTimeout(open, LONG_PRESS_MS);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove"]) node.addEventListener(end, () => clearTimeout(timer));
  node
    .querySelector(".meta")
    .prepend(button("", open, { class: "more", "aria-label": "ตัวเลือกข้อความ", title: "ยกเลิกข้อความ" }, icon("menu", 12)));
  return node;
}
