/** The scrolling list of messages: only ever appends or replaces one row, so carousels and sounds keep their place. */
import { el } from "./dom.js";
import { renderRow, shown } from "./row.js";
import { botFace } from "./avatar.js";
import { dayKey, separatorWords } from "./thaitime.js";

const NEAR_BOTTOM_PX = 120; // closer than this and new messages pull the view down
const GROUP_MS = 60_000; // LINE groups what one side says within a minute

export function createChat(phone) {
  const list = el("div", { class: "chat-list", role: "log", "aria-label": "ข้อความ", lang: "th" });
  const dots = el(
    "div",
    { class: "typing left", hidden: true, "aria-label": "กำลังพิมพ์" },
    el("div", { class: "face" }, botFace(36)),
    el("div", { class: "bubble dots" }, el("i"), el("i"), el("i")),
  );
  const view = el(
    "div",
    { class: "chat", tabindex: "0", "aria-label": "ห้องแชต" },
    el("div", { class: "chat-inner" }, list, dots),
  );
  const chat = { view, list, dots, phone, shown: new Map(), items: [] };
  keepAtBottom(chat);
  return {
    element: view,
    show: (items, fresh) => show(chat, items, fresh),
    setLoading: (on) => {
      dots.hidden = !on;
    },
    relabel: () => relabel(chat),
    toBottom: () => toBottom(chat),
    last: () => chat.items.at(-1),
  };
}

function show(chat, items, fresh) {
  if (fresh && !continues(chat, items)) clear(chat);
  for (const item of items) put(chat, item);
  for (const item of items) if (item.message.type === "unsend") takeBack(chat, item.message.messageId);
}

/** An older item changes when its message is unsent; only the unsending itself is news. */
function takeBack(chat, messageId) {
  const item = chat.items.find((one) => one.message.id === messageId);
  if (item) put(chat, { ...item, unsent: true });
}

/** After a lost connection the whole chat comes again: if it is the same one, what is on the screen may stay. */
function continues(chat, items) {
  const answers = new Set(items.map((item) => item.n));
  return chat.items.every((item) => answers.has(item.n)) && items[0]?.at === chat.items[0]?.at;
}

function clear(chat) {
  chat.list.replaceChildren();
  chat.shown.clear();
  chat.items = [];
}

function put(chat, item) {
  const known = chat.shown.get(item.n);
  const json = JSON.stringify(item);
  if (known?.json === json) return;
  const before = visibleBefore(chat, known ? chat.items.indexOf(known.item) : chat.items.length);
  const row = renderRow(item, follows(before, item), chat.phone);
  if (known) replace(chat, known, item, row);
  else append(chat, before, item, row);
  chat.shown.set(item.n, { json, item, row });
}

const visibleBefore = (chat, place) => chat.items.slice(0, place).findLast((item) => shown(item));

function replace(chat, known, item, row) {
  known.row.replaceWith(row);
  chat.items[chat.items.indexOf(known.item)] = item;
}

function append(chat, before, item, row) {
  if (shown(item) && (!before || dayKey(before.at) !== dayKey(item.at))) chat.list.append(separator(chat, item.at));
  chat.list.append(row);
  chat.items.push(item);
  if (item.from === "person") chat.stick = true;
}

function separator(chat, at) {
  return el("div", { class: "day", data: { at } }, el("span", { text: separatorWords(at, chat.phone.world.now()) }));
}

/** "วันนี้" becomes "เมื่อวานนี้" when the clock is turned. */
function relabel(chat) {
  for (const day of chat.list.querySelectorAll(".day"))
    day.firstChild.textContent = separatorWords(Number(day.dataset.at), chat.phone.world.now());
}

const follows = (before, item) =>
  Boolean(before) &&
  before.from === item.from &&
  !before.unsent &&
  item.at - before.at < GROUP_MS &&
  dayKey(before.at) === dayKey(item.at) &&
  JSON.stringify(before.message?.sender) === JSON.stringify(item.message?.sender);

function keepAtBottom(chat) {
  chat.stick = true;
  chat.top = 0;
  chat.view.addEventListener("scroll", () => noticeScroll(chat));
  const settle = () => {
    if (chat.stick) toBottom(chat);
  };
  const watcher = new ResizeObserver(settle); // pictures grow after they load; the panel below opens and closes
  watcher.observe(chat.view);
  watcher.observe(chat.view.firstChild);
}

/** Only a move upwards lets go of the bottom: content that grows while we scroll down must not. */
function noticeScroll(chat) {
  const top = chat.view.scrollTop;
  if (gap(chat) < NEAR_BOTTOM_PX) chat.stick = true;
  else if (top < chat.top) chat.stick = false;
  chat.top = top;
}

const gap = ({ view }) => view.scrollHeight - view.scrollTop - view.clientHeight;

function toBottom(chat) {
  chat.view.scrollTop = chat.view.scrollHeight;
}
