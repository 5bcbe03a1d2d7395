/** The drawer of trial knobs: what LINE may do to a bot, turned by hand. */
import { askSure } from "./ask.js";
import { button, el } from "./dom.js";
import { redeliver, resetAll, setClock, setKnobs } from "./api.js";

const HOUR_S = 3600;
const DAY_S = 86_400;
const FAILURES = [
  [500, "500 พัง"],
  ["429rate", "429 เร็วไป"],
  ["429month", "429 หมดโควตา"],
  ["drop", "ส่งถึงแต่ตัดสาย"],
  ["timeout", "ไม่ตอบ"],
];
const CONTENT_FAILURES = [
  [500, "500 พัง"],
  [404, "404 ไม่พบ"],
  ["half", "ขาดกลางทาง"],
  ["lie", "บอกชนิดผิด"],
  ["drop", "ตัดสาย"],
  ["timeout", "ไม่ตอบ"],
];

/**
 * @param {HTMLElement} drawer
 * @param {(work: Promise) => void} done what to do with each request: show trouble, read the state again
 * @returns {{show(state), delivered(webhookEventId)}} `show` takes /sim/state
 */
export function createKnobs(drawer, done) {
  const knobs = {
    deliver_twice: toggle("ส่งซ้ำสองครั้ง", "deliver_twice", done),
    shuffle: toggle("สลับลำดับ", "shuffle", done),
    redeliver: toggle("ส่งใหม่เมื่อบอตพลาด", "redeliver", done),
    delay_ms: number("หน่วง (มิลลิวินาที)", "delay_ms", 0, done),
    monthly_quota: number("โควตาเดือนนี้ (ข้อความ)", "monthly_quota", null, done),
    content_delay_ms: number("ให้ไฟล์ช้า (มิลลิวินาที)", "content_delay_ms", 0, done),
    content_202: number("เสียง วิดีโอ: ยังไม่พร้อม (ครั้ง)", "content_202", 0, done),
    content_404: number("ไม่พบก่อน (ครั้ง)", "content_404", 0, done),
    fail_next: failureQueue("fail_next", FAILURES, "ส่งได้ตามปกติ", done),
    content_fail: failureQueue("content_fail", CONTENT_FAILURES, "รับได้ตามปกติ", done),
  };
  const again = redeliverForm(done);
  const switches = el("div", { class: "knob-row" }, knobs.deliver_twice.node, knobs.shuffle.node, knobs.redeliver.node);
  const timing = el("div", { class: "knob-row" }, knobs.delay_ms.node, again.node);
  const files = el("div", { class: "knob-row" }, knobs.content_delay_ms.node, knobs.content_202.node, knobs.content_404.node);
  drawer.append(group("เหตุการณ์เข้าหาบอต", switches, timing), group("การส่งครั้งต่อไปของบอต", knobs.fail_next.node));
  drawer.append(group("บอตรับรูป เสียง ไฟล์ที่คนส่ง", knobs.content_fail.node, files));
  drawer.append(group("นาฬิกาและเงิน", clock(done), knobs.monthly_quota.node), group("เริ่มใหม่", resetButton(done)));
  return { show: (state) => show(state, knobs), delivered: again.set };
}

function show(state, knobs) {
  for (const [name, knob] of Object.entries(knobs)) knob.set(state.knobs[name]);
}

const group = (title, ...children) => el("fieldset", {}, el("legend", { text: title }), children);

function clock(done) {
  const forward = (label, seconds) => button(label, () => done(setClock({ forward: seconds })));
  const row = [forward("+1 ชม.", HOUR_S), forward("+1 วัน", DAY_S), forward("+7 วัน", 7 * DAY_S)];
  const real = button("เวลาจริง", () => done(setClock({ offset: 0 })), { class: "quiet" });
  return el("div", { class: "knob-row" }, row, real);
}

/** Failures wait in a row; each call of the bot of the knob's kind takes one. */
function failureQueue(knob, failures, atRest, done) {
  let waiting = [];
  const words = el("span", { class: "queue" });
  const add = ([value, label]) =>
    button(label, () => done(setKnobs({ [knob]: [...waiting, value] })), { data: { knob: `${knob}-${value}` } });
  const empty = button("ล้างคิว", () => done(setKnobs({ [knob]: [] })), { class: "quiet" });
  const set = (queue) => {
    waiting = queue || [];
    words.textContent = waiting.length ? `รอใช้: ${waiting.join(", ")}` : atRest;
  };
  return { node: [el("div", { class: "knob-row" }, failures.map(add)), words, empty], set };
}

function toggle(label, knob, done) {
  const turn = () => done(setKnobs({ [knob]: box.checked }));
  const box = el("input", { type: "checkbox", name: knob, on: { change: turn } });
  const set = (on) => {
    box.checked = Boolean(on);
  };
  return { node: el("label", { class: "knob" }, box, label), set };
}

/** `empty` is what an empty field means. The field is left alone while somebody types in it. */
function number(label, knob, empty, done) {
  const turn = () => done(setKnobs({ [knob]: field.value === "" ? empty : Number(field.value) }));
  const field = el("input", { type: "number", name: knob, min: 0, placeholder: "ไม่จำกัด", on: { change: turn } });
  const set = (value) => {
    if (document.activeElement !== field) field.value = value ?? "";
  };
  return { node: el("label", { class: "knob number" }, label, field), set };
}

/** Filled with the newest event that left a phone on this page; any older id may be written over it. */
function redeliverForm(done) {
  const field = el("input", { name: "webhookEventId", placeholder: "webhookEventId", "aria-label": "webhookEventId" });
  const submit = (event) => {
    event.preventDefault();
    done(redeliver(field.value.trim()));
  };
  const node = el("form", { class: "knob-row", on: { submit } }, field, button("ส่งเหตุการณ์นี้ใหม่", null, { type: "submit" }));
  const set = (webhookEventId) => {
    if (document.activeElement !== field) field.value = webhookEventId;
  };
  return { node, set };
}

function resetButton(done) {
  const ask = async () => {
    if (await askSure("ล้างแชต เมนู นาฬิกา และปุ่มทดลองทั้งหมดหรือไม่", "ล้าง")) done(resetAll());
  };
  return button("ล้างทั้งหมด", ask, { class: "danger", data: { knob: "reset" } });
}
