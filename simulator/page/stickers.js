/** LINE's stickers live on LINE's servers; these drawings stand for them, always the same one for the same sticker id. */
import { svg } from "./dom.js";

const FACES = [
  { body: "#f6c667", mouth: "M44 78 q16 16 32 0", words: "ค่ะ" },
  { body: "#8fd3b6", mouth: "M46 76 q14 20 28 0 z", words: "เย้" },
  { body: "#f3a6a6", mouth: "M48 82 q12 -8 24 0", words: "เฮ้อ" },
  { body: "#a9c5f0", mouth: "M46 76 q14 14 28 0", words: "ขอบคุณ" },
];

/** @param {{stickerId?: string, keywords?: string[]}} sticker @returns {SVGElement} 120 × 130 */
export function drawSticker(sticker) {
  const face = FACES[(parseInt(sticker.stickerId, 10) || 0) % FACES.length];
  return svg(
    "svg",
    { viewBox: "0 0 120 130", role: "img", "aria-label": `สติกเกอร์ ${sticker.keywords?.[0] || face.words}` },
    svg("path", {
      d: "M12 58 60 12l48 46v44a14 14 0 0 1-14 14H26a14 14 0 0 1-14-14z",
      fill: face.body,
      stroke: "#4a3a2c",
      "stroke-width": 4,
      "stroke-linejoin": "round",
    }),
    svg("path", {
      d: "M4 62 60 9l56 53",
      fill: "none",
      stroke: "#4a3a2c",
      "stroke-width": 8,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    eye(44),
    eye(76),
    cheek(34),
    cheek(86),
    svg("path", {
      d: face.mouth,
      fill: face.mouth.endsWith("z") ? "#7d3b3b" : "none",
      stroke: "#4a3a2c",
      "stroke-width": 4,
      "stroke-linecap": "round",
    }),
    caption(face.words),
  );
}

const eye = (x) => svg("circle", { cx: x, cy: 64, r: 4.5, fill: "#4a3a2c" });
const cheek = (x) => svg("circle", { cx: x, cy: 76, r: 6, fill: "#f08a7a", opacity: 0.5 });

function caption(words) {
  const text = svg("text", {
    x: 60,
    y: 125,
    "text-anchor": "middle",
    "font-size": 19,
    "font-weight": 700,
    fill: "#fff",
    stroke: "#4a3a2c",
    "stroke-width": 4,
    "paint-order": "stroke",
  });
  text.textContent = words;
  return text;
}
