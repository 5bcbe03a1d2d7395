/** The date and time picker of a datetimepicker action, after Android's. Values are Bangkok wall time, without a zone, as LINE sends them. */
import { button, el } from "./dom.js";
import { drawCalendar } from "./calendar.js";
import { answers, openSheet } from "./sheet.js";
import { BUDDHIST_OFFSET, MONTHS, dayKey, hourMinute } from "./thaitime.js";

const EARLIEST = "1900-01-01T00:00"; // the range LINE allows: Messaging API reference, "Datetime picker action"
const LATEST = "2100-12-31T23:59";

/**
 * @param {HTMLElement} screen
 * @param {{mode: "date"|"time"|"datetime", initial?: string, min?: string, max?: string}} action
 * @param {number} now milliseconds, the simulator's clock
 * @returns {Promise<string|undefined>} "2019-04-24", "09:30" or "2019-04-24T09:30"; undefined when cancelled
 */
export function pickDate(screen, action, now) {
  const choice = firstChoice(action, now);
  return openSheet(screen, "เลือกวันเวลา", (close) => build(choice, close), { kind: "dialog picker" });
}

function firstChoice(action, now) {
  const today = `${dayKey(now)}T${hourMinute(now)}`;
  const low = whole(action.min, action.mode, EARLIEST);
  const high = whole(action.max, action.mode, LATEST);
  const start = whole(action.initial, action.mode, action.mode === "time" ? `1900-01-01T${hourMinute(now)}` : today);
  const [day, time] = clamp(start, low, high).split("T");
  return { mode: action.mode, low, high, day, time, view: day.slice(0, 7) };
}

/** LINE's value in any mode as "YYYY-MM-DDTHH:MM", so that limits compare as text. LINE also takes "t" for the T. */
function whole(value, mode, otherwise) {
  if (!value) return otherwise;
  if (mode === "time") return `${otherwise === LATEST ? "2100-12-31" : "1900-01-01"}T${value}`;
  return mode === "date" ? `${value}T${otherwise === LATEST ? "23:59" : "00:00"}` : value.replace("t", "T");
}

const clamp = (value, low, high) => (value < low ? low : value > high ? high : value);

function build(choice, close) {
  const body = el("div", { class: "picker-body" });
  const redraw = () => keepingFocus(body, () => body.replaceChildren(head(choice), ...parts(choice, redraw)));
  const done = () => close(result(choice));
  redraw();
  return el("div", {}, body, answers(["ยกเลิก", () => close()], ["ตกลง", done, { class: "main" }]));
}

/** A redrawn button is a new one: give the focus to its successor, or to what is chosen now. */
function keepingFocus(body, draw) {
  const held = body.contains(document.activeElement) ? document.activeElement : null;
  const name = held?.getAttribute("aria-label");
  draw();
  if (held) (body.querySelector(`[aria-label="${name}"]:not(:disabled)`) || body.querySelector(".chosen, button"))?.focus();
}

function head({ mode, day, time }) {
  const [year, month, date] = day.split("-").map(Number);
  const weekday = new Intl.DateTimeFormat("th-TH", { weekday: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, date));
  return el(
    "header",
    { class: "picker-head" },
    mode !== "time" && el("span", { text: `พ.ศ. ${year + BUDDHIST_OFFSET}` }),
    mode !== "time" && el("strong", { text: `${weekday}ที่ ${date} ${MONTHS[month - 1]}` }),
    mode !== "date" && el("strong", { class: "picker-time", text: `${time} น.` }),
  );
}

function parts(choice, redraw) {
  const drawn = [];
  if (choice.mode !== "time") drawn.push(drawCalendar(choice, redraw));
  if (choice.mode !== "date") drawn.push(clockRow(choice, redraw));
  return drawn;
}

function clockRow(choice, redraw) {
  const [hour, minute] = choice.time.split(":").map(Number);
  const set = (h, m) => {
    choice.time = `${pad((h + 24) % 24)}:${pad((m + 60) % 60)}`;
    redraw();
  };
  return el(
    "div",
    { class: "clock-row" },
    wheel("ชั่วโมง", hour, 23, (value) => set(value, minute)),
    el("b", { text: ":" }),
    wheel("นาที", minute, 59, (value) => set(hour, value)),
  );
}

function wheel(label, value, highest, set) {
  const field = el("input", {
    type: "number",
    min: 0,
    max: highest,
    value: pad(value),
    "aria-label": label,
    on: { change: () => set(Math.min(highest, Math.max(0, Number(field.value) || 0))) },
  });
  return el(
    "div",
    { class: "wheel" },
    button("", () => set(value + 1), { "aria-label": `${label} เพิ่ม` }, "▲"),
    field,
    button("", () => set(value - 1), { "aria-label": `${label} ลด` }, "▼"),
  );
}

const pad = (n) => String(n).padStart(2, "0");

function result({ mode, day, time, low, high }) {
  const value =
    mode === "time"
      ? clamp(`${low.slice(0, 10)}T${time}`, low, `${low.slice(0, 10)}T${high.slice(11)}`)
      : clamp(`${day}T${time}`, low, high);
  if (mode === "date") return value.slice(0, 10);
  return mode === "time" ? value.slice(11) : value;
}
