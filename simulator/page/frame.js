/** What stands around a chat: Android's status bar, LINE's header, the add-friend screen, and the tools outside the phone. */
import { button, el, svg } from "./dom.js";
import { changePerson, transcript } from "./api.js";
import { copy } from "./actions.js";
import { botFace } from "./avatar.js";
import { icon } from "./icons.js";
import { toast } from "./sheet.js";
import { hourMinute } from "./thaitime.js";

/** Time, signal and battery; the time is the simulator's. */
export function statusBar(world) {
  const time = el("span", { class: "status-time" });
  const tick = () => {
    time.textContent = hourMinute(world.now());
  };
  tick();
  return {
    tick,
    element: el("div", { class: "status-bar", "aria-hidden": "true" }, time, el("span", { class: "lens" }), signs()),
  };
}

function signs() {
  const fill = { fill: "currentColor" };
  return svg(
    "svg",
    { viewBox: "0 0 58 14", width: 58, height: 14 },
    svg("path", { d: "M2 12h2.5V9H2zM6 12h2.5V7H6zM10 12h2.5V4.5H10zM14 12h2.5V2H14z", ...fill }),
    svg("path", { d: "M28 12.5l-6.5-8a10 10 0 0 1 13 0z", ...fill }),
    svg("rect", { x: 40, y: 3, width: 14, height: 8, rx: 2, fill: "none", stroke: "currentColor" }),
    svg("rect", { x: 41.5, y: 4.5, width: 9, height: 5, rx: 1, ...fill }),
  );
}

export function header() {
  const shield = el("span", { class: "shield", title: "บัญชีรับรอง", "aria-hidden": "true" }, icon("shield", 15));
  return el(
    "header",
    { class: "line-header" },
    el("span", { class: "line-back", "aria-hidden": "true" }, icon("back", 26)),
    shield,
    el("strong", { class: "line-name", text: "ถึงบ้าน" }),
    el("span", { class: "line-header-tools", "aria-hidden": "true" }, icon("search", 22), icon("menu", 24)),
  );
}

/** What bars the way to the chat: nothing for a friend. */
export function gate(phone) {
  const { friend, blocked } = phone.person;
  if (blocked) return blockedBar(phone);
  return friend ? "" : addFriendScreen(phone);
}

/** A chat with an account one has not added begins with its card. */
function addFriendScreen(phone) {
  return el(
    "div",
    { class: "add-friend" },
    el("div", { class: "add-cover" }),
    botFace(92),
    el("h2", { text: "ถึงบ้าน" }),
    el("p", { text: "ผู้ช่วยของอาสาสมัคร อพม. แจ้งเหตุ เยี่ยมบ้าน ตามเรื่อง" }),
    button("เพิ่มเพื่อน", () => phone.send({ do: "follow" }), { class: "add-button" }),
    el("small", { text: "เพิ่มเพื่อนแล้วจึงคุยกับบัญชีนี้ได้" }),
  );
}

function blockedBar(phone) {
  return el(
    "div",
    { class: "blocked-bar" },
    el("p", { text: "คุณบล็อกบัญชีนี้อยู่" }),
    button("เลิกบล็อก", () => phone.send({ do: "unblock" })),
  );
}

/** The row outside the phone: not part of LINE. */
export function toolbar(phone) {
  const { person } = phone;
  const state = person.blocked ? "บล็อกบอตแล้ว" : person.friend ? "" : "ยังไม่ใช่เพื่อน";
  return [
    el("h2", { text: person.name }),
    state && el("span", { class: "person-state", text: state }),
    el("span", { class: "gap" }),
    button(
      "PC",
      () => setPc(phone),
      { class: "pc-switch", role: "switch", "aria-checked": String(Boolean(person.pc)), title: "แสดงเป็น LINE for PC" },
      icon("monitor", 16),
    ),
    person.friend && !person.blocked
      ? button(
          "",
          () => phone.send({ do: "block" }),
          { class: "outside", "aria-label": "บล็อกบอต", title: "บล็อกบอต" },
          icon("block", 18),
        )
      : null,
    button(
      "",
      () => copyTranscript(phone),
      { class: "outside copy-transcript", "aria-label": "คัดลอกบทสนทนาเป็นบททดสอบ", title: "คัดลอกบทสนทนาเป็นบททดสอบ" },
      icon("copy", 18),
    ),
  ].filter(Boolean);
}

async function setPc(phone) {
  await changePerson(phone.id, { pc: !phone.person.pc });
  phone.world.changed();
}

async function copyTranscript(phone) {
  try {
    await copy(await transcript(phone.id));
    toast(phone.screen, "คัดลอกบทสนทนาแล้ว");
  } catch (problem) {
    toast(phone.screen, `คัดลอกไม่ได้: ${problem.message}`);
  }
}
