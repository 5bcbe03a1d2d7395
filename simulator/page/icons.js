/** Line icons on a 24-unit grid, drawn with the current text colour. */
import { svg } from "./dom.js";

const PATHS = {
  back: "M15 4 7 12l8 8",
  menu: "M4 6h16M4 12h16M4 18h16",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  plus: "M12 4v16M4 12h16",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.5 8.2a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z",
  images: "M7 4h14v12H7zM7 13l4-4 3 3 2-2 5 4M3 8v12h14",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 14c1.5 3 6.5 3 8 0M9 9v1.5M15 9v1.5",
  mic: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11.5c0 8 13 8 13 0M12 18v3",
  send: "M4 4l17 8-17 8 3-8zM7 12h14",
  pin: "M12 21c-5-6-7-8.5-7-12a7 7 0 0 1 14 0c0 3.5-2 6-7 12zM12 6.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  video: "M3 6h12v12H3zM15 10l6-3v10l-6-3z",
  play: "M7 4l13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  keyboard: "M3 6h18v12H3zM6 9.5h1M10 9.5h1M14 9.5h1M18 9.5h.5M6 12.5h1M10 12.5h1M14 12.5h1M18 12.5h.5M8 15.5h8",
  caretDown: "M7 10l5 5 5-5z",
  caretUp: "M7 15l5-5 5 5z",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  close: "M5 5l14 14M19 5 5 19",
  check: "M4 12l5 6L20 6",
  phone: "M6 3h3l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v3c0 2-2 3-4 2.5C9.5 19 5 14.5 3.5 7 3 5 4 3 6 3z",
  copy: "M8 8h12v13H8zM16 8V3H4v13h4",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.7l12.6 12.6",
  monitor: "M3 4h18v12H3zM8 20h8M12 16v4",
  knobs: "M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2",
  undo: "M9 6 4 11l5 5M4 11h10a6 6 0 0 1 0 12h-2",
  shield: "M12 2l8 3v6c0 5-3.5 9-8 11-4.5-2-8-6-8-11V5z",
};
const FILLED = new Set(["play", "caretDown", "caretUp"]);

/** @param {keyof PATHS} name @param {number} size in CSS pixels */
export function icon(name, size = 24) {
  const paint = FILLED.has(name)
    ? { fill: "currentColor" }
    : { fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg(
    "svg",
    { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon", ...paint },
    svg("path", { d: PATHS[name] }),
  );
}
