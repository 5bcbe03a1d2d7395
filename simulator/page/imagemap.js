/** Imagemap messages: one picture with places to tap. */
import { button, el } from "./dom.js";
import { source } from "./links.js";

const WIDTH = 1040; // LINE asks baseUrl for 240, 300, 460, 700 or 1040 pixels; areas are measured on 1040

export function renderImagemap(message, perform) {
  const { width, height } = message.baseSize;
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  const places = message.actions.map((action) =>
    button("", () => perform(asAction(action)), {
      class: "area",
      "aria-label": action.label || action.text || action.linkUri,
      style: {
        left: percent(action.area.x, width),
        top: percent(action.area.y, height),
        width: percent(action.area.width, width),
        height: percent(action.area.height, height),
      },
    }),
  );
  return el(
    "div",
    { class: "imagemap", style: { aspectRatio: `${width} / ${height}` } },
    el("img", { src: source(`${message.baseUrl}/${WIDTH}`), alt: message.altText || "" }),
    places,
  );
}

function asAction(action) {
  if (action.type === "uri") return { type: "uri", uri: action.linkUri, label: action.label };
  return action;
}
