/** A plain drawn map: invented roads that stay the same for the same place, and a pin in the middle. */
import { svg } from "./dom.js";

const WIDE = 240;
const HIGH = 130;

/** @param {number} latitude @param {number} longitude degrees @returns {SVGElement} */
export function drawMap(latitude, longitude) {
  const dice = rolls(Math.round((latitude || 0) * 1e4) * 31 + Math.round((longitude || 0) * 1e4));
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "map", role: "img", "aria-label": "แผนที่", preserveAspectRatio: "xMidYMid slice" },
    svg("rect", { width: WIDE, height: HIGH, fill: "#eef0e6" }),
    blob(dice, "#d5e8c8"),
    blob(dice, "#d5e8c8"),
    river(dice),
    ...roads(dice),
    pin(),
  );
}

/** Small repeatable random numbers in [0, 1): a linear congruence is plenty for drawing. */
function rolls(seed) {
  let value = (Math.abs(seed) % 233280) + 1;
  return () => {
    value = (value * 9301 + 49297) % 233280;
    return value / 233280;
  };
}

const blob = (dice, fill) =>
  svg("ellipse", { cx: dice() * WIDE, cy: dice() * HIGH, rx: 30 + dice() * 50, ry: 15 + dice() * 30, fill });

function river(dice) {
  const y = () => dice() * HIGH;
  return svg("path", {
    d: `M-10 ${y()} C 60 ${y()}, 140 ${y()}, 250 ${y()}`,
    stroke: "#a9d3ec",
    "stroke-width": 7,
    fill: "none",
  });
}

function roads(dice) {
  const lines = [];
  for (let i = 0; i < 7; i++) {
    const across = i % 2 ? `M-5 ${dice() * HIGH} L 245 ${dice() * HIGH}` : `M${dice() * WIDE} -5 L ${dice() * WIDE} 135`;
    const wide = i < 2 ? 6 : 3;
    lines.push(
      svg("path", { d: across, stroke: "#dcd7c9", "stroke-width": wide + 1.5, fill: "none" }),
      svg("path", { d: across, stroke: i < 1 ? "#fbe3a0" : "#ffffff", "stroke-width": wide, fill: "none" }),
    );
  }
  return lines;
}

function pin() {
  return svg(
    "g",
    { transform: `translate(${WIDE / 2} ${HIGH / 2 + 8})` },
    svg("ellipse", { cx: 0, cy: 1, rx: 6, ry: 2.2, fill: "rgba(0,0,0,.25)" }),
    svg("path", { d: "M0 0 C-4 -9 -11 -13 -11 -21 a11 11 0 1 1 22 0 C11 -13 4 -9 0 0z", fill: "#e8453c" }),
    svg("circle", { cx: 0, cy: -21, r: 4.2, fill: "#fff" }),
  );
}
