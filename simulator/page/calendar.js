/** A month of days and a list of years (people are born long ago: paging by months would take minutes). */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { BUDDHIST_OFFSET, MONTHS } from "./thaitime.js";

const WEEKDAYS = ["อา", "จ", "อ", "พ", "พฤ", "ศ", "ส"];

/**
 * @param {{day: string, view: string, low: string, high: string, years?: boolean}} choice
 *   day "YYYY-MM-DD" is chosen, view "YYYY-MM" is shown, low and high bound both; changed in place
 * @param {() => void} redraw
 */
export function drawCalendar(choice, redraw) {
  return el("div", { class: "calendar" }, bar(choice, redraw), choice.years ? years(choice, redraw) : month(choice, redraw));
}

function bar(choice, redraw) {
  const [year, monthNo] = choice.view.split("-").map(Number);
  const title = `${MONTHS[monthNo - 1]} ${year + BUDDHIST_OFFSET}`;
  const toggle = () => {
    choice.years = !choice.years;
    redraw();
  };
  return el(
    "div",
    { class: "calendar-bar" },
    button(
      title,
      toggle,
      { class: "calendar-title", "aria-expanded": String(Boolean(choice.years)) },
      icon(choice.years ? "caretUp" : "caretDown", 18),
    ),
    step(choice, -1, "เดือนก่อน", "left", redraw),
    step(choice, 1, "เดือนถัดไป", "right", redraw),
  );
}

function step(choice, by, label, name, redraw) {
  const target = shifted(choice.view, by);
  const outside = target < choice.low.slice(0, 7) || target > choice.high.slice(0, 7);
  return button(
    "",
    () => {
      choice.view = target;
      redraw();
    },
    { "aria-label": label, disabled: outside || choice.years },
    icon(name, 22),
  );
}

function shifted(view, by) {
  const [year, monthNo] = view.split("-").map(Number);
  return new Date(Date.UTC(year, monthNo - 1 + by, 1)).toISOString().slice(0, 7);
}

function month(choice, redraw) {
  const [year, monthNo] = choice.view.split("-").map(Number);
  const blanks = new Date(Date.UTC(year, monthNo - 1, 1)).getUTCDay();
  const count = new Date(Date.UTC(year, monthNo, 0)).getUTCDate();
  return el(
    "div",
    { class: "days" },
    WEEKDAYS.map((name) => el("span", { text: name })),
    Array.from({ length: blanks }, () => el("i")),
    Array.from({ length: count }, (_, i) => dayButton(choice, i + 1, redraw)),
  );
}

function dayButton(choice, number, redraw) {
  const day = `${choice.view}-${String(number).padStart(2, "0")}`;
  const outside = day < choice.low.slice(0, 10) || day > choice.high.slice(0, 10);
  const chosen = day === choice.day;
  return button(
    String(number),
    () => {
      choice.day = day;
      redraw();
    },
    { "data-date": day, disabled: outside, "aria-pressed": String(chosen), class: chosen ? "chosen" : "" },
  );
}

function years(choice, redraw) {
  const first = Number(choice.low.slice(0, 4));
  const last = Number(choice.high.slice(0, 4));
  const current = Number(choice.view.slice(0, 4));
  const list = el(
    "div",
    { class: "years" },
    Array.from({ length: last - first + 1 }, (_, i) => yearButton(choice, first + i, current, redraw)),
  );
  queueMicrotask(() => list.querySelector(".chosen")?.scrollIntoView({ block: "center" }));
  return list;
}

/** A chosen year keeps month and day where it can: 29 February becomes 28 February. */
function yearButton(choice, year, current, redraw) {
  const take = () => {
    const months = [`${year}${choice.view.slice(4)}`, choice.low.slice(0, 7), choice.high.slice(0, 7)].sort();
    choice.view = months[1];
    choice.day = [nearest(choice.view, choice.day), choice.low.slice(0, 10), choice.high.slice(0, 10)].sort()[1];
    choice.years = false;
    redraw();
  };
  return button(String(year + BUDDHIST_OFFSET), take, { "data-year": year, class: year === current ? "chosen" : "" });
}

function nearest(view, day) {
  const [year, monthNo] = view.split("-").map(Number);
  const count = new Date(Date.UTC(year, monthNo, 0)).getUTCDate();
  return `${view}-${String(Math.min(count, Number(day.slice(8)))).padStart(2, "0")}`;
}
