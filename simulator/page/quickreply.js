/** Quick replies: pills above the input, only for the last message, gone once one of them is used. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { source } from "./links.js";

const OWN_ICON = { camera: "camera", cameraRoll: "image", location: "pin" }; // LINE draws its own for these when none is given

export function createQuickReplies(phone) {
  const bar = el("div", { class: "quick-reply", role: "group", "aria-label": "ตัวเลือกตอบด่วน", hidden: true });
  const state = { bar, phone, shownFor: null, usedFor: null };
  return { element: bar, show: (last) => show(state, last) };
}

/** @param {object|undefined} last the newest item of the chat */
function show(state, last) {
  const items = last?.from === "bot" && last.n !== state.usedFor && !last.unsent ? last.message.quickReply?.items || [] : [];
  const key = items.length ? last.n : null;
  if (key === state.shownFor) return;
  state.shownFor = key;
  state.bar.hidden = !key;
  state.bar.replaceChildren(...items.map((item) => pill(item, last, state)));
  state.bar.scrollLeft = 0;
}

function pill({ action, imageUrl }, last, state) {
  const use = async () => {
    if ((await state.phone.perform(action)) === false) return; // a cancelled picker leaves the pills where they are
    state.usedFor = last.n;
    show(state, last);
  };
  const mark = imageUrl
    ? el("img", { src: source(imageUrl), alt: "" })
    : OWN_ICON[action.type] && icon(OWN_ICON[action.type], 18);
  return el("button", { type: "button", on: { click: use } }, mark, action.label || "");
}
