/** The row at the bottom: text, photo, sticker, and the sheet behind the plus. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { askLocation, askPhoto } from "./dialogs.js";
import { openSheet } from "./sheet.js";
import { toBase64 } from "./base64.js";

const HIGHEST_PX = 110; // about five lines, then the field scrolls

export function createComposer(phone) {
  const field = el("textarea", {
    class: "composer",
    rows: "1",
    placeholder: "Aa",
    "aria-label": `ข้อความถึง ถึงบ้าน จาก ${phone.person.name}`,
    lang: "th",
  });
  const submit = button("", () => sendText(state), { class: "send", "aria-label": "ส่ง", hidden: true }, icon("send", 22));
  const mic = tool("ส่งเสียงตัวอย่าง", "mic", () => phone.send({ do: "audio" }));
  const state = { field, submit, mic, phone };
  field.addEventListener("input", () => settle(state));
  field.addEventListener("keydown", (event) => onKey(event, state));
  const row = el(
    "div",
    { class: "composer-row" },
    tool("แนบ", "plus", () => attach(phone)),
    tool("กล้อง", "camera", () => phone.perform({ type: "camera" })),
    tool("อัลบั้มรูป", "image", () => phone.perform({ type: "cameraRoll" })),
    el(
      "div",
      { class: "composer-field" },
      field,
      tool("สติกเกอร์", "smile", () => phone.send({ do: "sticker" })),
    ),
    mic,
    submit,
  );
  return { element: row, fill: (text) => fill(state, text) };
}

const tool = (label, name, onclick) => button("", onclick, { class: "tool", "aria-label": label, title: label }, icon(name, 24));

function fill(state, text) {
  state.field.value = text;
  state.field.focus();
  settle(state);
}

function settle({ field, submit, mic }) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, HIGHEST_PX)}px`;
  submit.hidden = field.value.trim() === "";
  mic.hidden = !submit.hidden;
}

/** Enter while an input method is composing only accepts its word. */
function onKey(event, state) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendText(state);
}

async function sendText(state) {
  const text = state.field.value.trim();
  if (!text) return;
  fill(state, "");
  const sent = await state.phone.send({ do: "text", text });
  if (!sent && !state.field.value) fill(state, text); // nothing typed is ever lost
}

function attach(phone) {
  const choices = [
    ["รูปภาพ", "images", () => photos(phone)],
    ["เสียงตัวอย่าง", "mic", () => phone.send({ do: "audio" })],
    ["ไฟล์เสียง", "mic", () => sound(phone)],
    ["วิดีโอตัวอย่าง", "video", () => phone.send({ do: "video" })],
    ["ไฟล์ตัวอย่าง", "file", () => phone.send({ do: "file", name: "รายชื่อครัวเรือน.pdf" })],
    ["ตำแหน่ง", "pin", () => place(phone)],
    ["สติกเกอร์", "smile", () => phone.send({ do: "sticker" })],
  ];
  openSheet(
    phone.screen,
    "แนบ",
    (close) =>
      el(
        "div",
        { class: "attach-grid" },
        choices.map(([label, name, run]) =>
          el(
            "button",
            {
              type: "button",
              on: {
                click: () => {
                  close();
                  run();
                },
              },
            },
            el("span", { class: "attach-icon" }, icon(name, 26)),
            label,
          ),
        ),
      ),
    { kind: "bottom" },
  );
}

async function photos(phone) {
  for (const body of (await askPhoto(phone.screen, "ส่งรูป")) || []) await phone.send(body);
}

async function place(phone) {
  const where = await askLocation(phone.screen);
  if (where) phone.send({ do: "location", ...where });
}

function sound(phone) {
  const file = el("input", { type: "file", accept: "audio/*" });
  file.addEventListener("change", async () => phone.send({ do: "audio", base64: await toBase64(file.files[0]) }));
  file.click();
}
