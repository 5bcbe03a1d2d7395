/** The account's picture: a roof over a door, white on LINE green. */
import { svg } from "./dom.js";

/** @param {number} size CSS pixels */
export function botFace(size) {
  return svg(
    "svg",
    { viewBox: "0 0 40 40", width: size, height: size, class: "bot-face", "aria-hidden": "true" },
    svg("rect", { width: 40, height: 40, rx: 20, fill: "#1d8f6a" }),
    svg("path", {
      d: "M8 20.5 20 10l12 10.5",
      fill: "none",
      stroke: "#fff",
      "stroke-width": 3,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    svg("path", { d: "M12 20v9.5h16V20l-8-7z", fill: "#fff" }),
    svg("path", { d: "M20 28.2c-3.6-2.4-5-4-5-5.7a2.5 2.5 0 0 1 5-.8 2.5 2.5 0 0 1 5 .8c0 1.7-1.4 3.3-5 5.7z", fill: "#f2805f" }),
  );
}
