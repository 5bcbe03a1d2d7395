/** Dialogs of a phone: location, photo, call, message menu, picture and film viewers. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { source } from "./links.js";
import { drawMap } from "./map.js";
import { toBase64 } from "./base64.js";
import { answers, openSheet } from "./sheet.js";

const PRESETS = [
  { title: "วิเชตนคร", address: "ต.วิเชตนคร อ.แจ้ห่ม จ.ลำปาง", latitude: 18.7, longitude: 99.6 },
  { title: "กรุงเทพ คลองกุ่ม", address: "แขวงคลองกุ่ม เขตบึงกุ่ม กรุงเทพฯ", latitude: 13.7956, longitude: 100.6497 },
];

/** @returns {Promise<{latitude, longitude, title?, address?}|undefined>} degrees */
export function askLocation(screen) {
  return openSheet(screen, "ส่งตำแหน่ง", (close) => locationForm(close));
}

function locationForm(close) {
  const latitude = numberField("ละติจูด", PRESETS[0].latitude, 90);
  const longitude = numberField("ลองจิจูด", PRESETS[0].longitude, 180);
  const address = el("input", { name: "address", placeholder: "ที่อยู่ (ไม่ใส่ก็ได้)", "aria-label": "ที่อยู่" });
  const map = el("div", { class: "location-map" });
  const show = () => map.replaceChildren(drawMap(latitude.field.valueAsNumber, longitude.field.valueAsNumber));
  const choose = (preset) => {
    [latitude.field.value, longitude.field.value, address.value] = [preset.latitude, preset.longitude, preset.address];
    show();
  };
  const form = el(
    "form",
    {
      class: "form location-form",
      on: {
        input: show,
        submit: (event) => {
          event.preventDefault();
          close(placeOf(latitude.field.valueAsNumber, longitude.field.valueAsNumber, address.value.trim()));
        },
      },
    },
    el("h3", { text: "ส่งตำแหน่ง" }),
    map,
    el(
      "div",
      { class: "presets" },
      PRESETS.map((preset) => button(preset.title, () => choose(preset))),
    ),
    el("div", { class: "pair" }, latitude.row, longitude.row),
    address,
    answers(["ยกเลิก", () => close()], ["ส่ง", null, { type: "submit", class: "main" }]),
  );
  show();
  return form;
}

const placeOf = (latitude, longitude, address) => ({ latitude, longitude, ...(address ? { title: "ตำแหน่ง", address } : {}) });

function numberField(label, value, limit) {
  const field = el("input", { type: "number", step: "any", min: -limit, max: limit, value, required: true });
  return { field, row: el("label", {}, label, field) };
}

const SAMPLES = [1, 3, 5, 10]; // pictures at once: one, a few, and more than a form may want
const SET_AT_MOST = 20; // pictures of one set, as simulator/hands/media.py has it

/** @returns {Promise<Array<object>|undefined>} act bodies, one per send: pictures chosen together are one set */
export function askPhoto(screen, title) {
  return openSheet(
    screen,
    title,
    (close) => {
      const file = el("input", {
        type: "file",
        accept: "image/*",
        multiple: true,
        class: "sr-only",
        tabindex: "-1",
        on: {
          change: async () => close(inSets(await Promise.all([...file.files].map(toBase64)))),
        },
      });
      return el(
        "div",
        { class: "choices" },
        el("h3", { text: title }),
        SAMPLES.map((count) => button(sampleLabel(count), () => close([{ do: "image", count }]), { class: "choice" })),
        button("เลือกไฟล์จากเครื่อง…", () => file.click(), { class: "choice" }),
        file,
        answers(["ยกเลิก", () => close()]),
      );
    },
    { kind: "bottom" },
  );
}

const sampleLabel = (count) => (count === 1 ? "รูปตัวอย่าง" : `รูปตัวอย่าง ${count} รูป`);

function inSets(pictures) {
  const bodies = [];
  for (let from = 0; from < pictures.length; from += SET_AT_MOST)
    bodies.push({ do: "image", images: pictures.slice(from, from + SET_AT_MOST) });
  return bodies;
}

/** LINE hands a tel: link to the dialler; here a sheet stands for it. */
export async function callSheet(screen, number) {
  const called = await openSheet(
    screen,
    `โทร ${number}`,
    (close) =>
      el(
        "div",
        { class: "choices call" },
        el("div", { class: "call-badge" }, icon("phone", 30)),
        el("p", { class: "call-number", text: number }),
        button(`โทร ${number}`, () => close(true), { class: "choice call-go" }),
        answers(["ยกเลิก", () => close()]),
      ),
    { kind: "bottom" },
  );
  if (called)
    await openSheet(
      screen,
      "กำลังโทร",
      (close) =>
        el(
          "div",
          { class: "choices call" },
          el("p", { class: "call-number", text: number }),
          el("p", { class: "muted", text: "กำลังโทร… (ของจริงจะต่อสายทันที)" }),
          button("วางสาย", () => close(), { class: "choice hang-up" }),
        ),
      { kind: "full" },
    );
}

/** What can be done with one's own message. @returns {Promise<"unsend"|"copy"|undefined>} */
export function messageMenu(screen, hasText) {
  return openSheet(screen, "ตัวเลือกข้อความ", (close) =>
    el(
      "div",
      { class: "choices" },
      hasText && button("คัดลอก", () => close("copy"), { class: "choice" }),
      button("ยกเลิกข้อความ", () => close("unsend"), { class: "choice danger" }),
      answers(["ปิด", () => close()]),
    ),
  );
}

export function showPicture(screen, url) {
  return openSheet(
    screen,
    "รูปภาพ",
    (close) =>
      el(
        "div",
        { class: "viewer" },
        button("", () => close(), { class: "viewer-close", "aria-label": "ปิดรูป" }, icon("close")),
        el("img", { src: source(url), alt: "รูปขยาย" }),
      ),
    { kind: "full" },
  );
}

export function showVideo(screen, url) {
  return openSheet(
    screen,
    "วิดีโอ",
    (close) =>
      el(
        "div",
        { class: "viewer" },
        button("", () => close(), { class: "viewer-close", "aria-label": "ปิดวิดีโอ" }, icon("close")),
        el("video", { src: source(url), controls: true, autoplay: true }),
      ),
    { kind: "full" },
  );
}
