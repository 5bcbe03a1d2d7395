/**
 * What the keywords of a Flex message measure in CSS pixels.
 * Source: LINE's Flex Message documentation (layout and elements pages); bubble widths, text and space sizes as LINE for Android draws them.
 */
export const BUBBLE = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };
const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };

/** Padding of the blocks when the bubble does not say: small bubbles are tighter. Hero has none. */
export function blockPadding(block, bubbleSize) {
  if (block === "hero") return 0;
  if (block === "footer" || bubbleSize === "nano" || bubbleSize === "micro") return 10;
  return 20;
}

const pick = (table) => (value) => {
  if (value === undefined || value === null) return null;
  if (value in table) return `${table[value]}px`;
  return /^-?\d+(\.\d+)?(px|%)$/.test(value) ? value : null;
};

/** Each takes a keyword, "12px" or "50%", and gives CSS, or null when the property is absent or unknown. */
export const textSize = pick(TEXT);
export const space = pick(SPACE);
export const border = pick(BORDER);
export const corner = pick(SPACE);
export const length = pick({});
export const imageSize = pick({ ...IMAGE });

/** "20:13" as CSS "20 / 13". */
export const ratio = (value, fallback) => (/^\d+:\d+$/.test(value || "") ? value : fallback).replace(":", " / ");

/** Only colours a Flex message may have (#RGB is refused by LINE; #RRGGBB and #RRGGBBAA pass). */
export const color = (value) => (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(value || "") ? value : null);
