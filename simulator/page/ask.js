/** Questions of the desk itself (not of a phone), as native modal dialogs. */
import { button, el } from "./dom.js";

/** @returns {Promise<string|null>} the name, or null when cancelled */
export function askName(suggestion) {
  const field = el("input", { name: "name", value: suggestion, maxlength: "20", required: true, "aria-label": "ชื่อคนใหม่" });
  return ask("ชื่อคนใหม่", "เพิ่ม", field).then((sure) => (sure ? field.value.trim() || suggestion : null));
}

/** @returns {Promise<boolean>} */
export const askSure = (question, yes) => ask(question, yes);

function ask(question, yes, ...fields) {
  const dialog = el(
    "dialog",
    { class: "desk-dialog", "aria-label": question },
    el(
      "form",
      { method: "dialog" },
      el("h3", { text: question }),
      fields,
      el(
        "div",
        { class: "sheet-answers" },
        button("ยกเลิก", () => dialog.close("")),
        button(yes, null, { type: "submit", value: "yes", class: "main" }),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}
