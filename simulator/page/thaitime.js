/** Times as a Thai LINE shows them: Asia/Bangkok, Buddhist era. */
const ZONE = "Asia/Bangkok";
const BUDDHIST = "th-TH-u-ca-buddhist-nu-latn";

const clockOf = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const shortDay = new Intl.DateTimeFormat(BUDDHIST, { timeZone: ZONE, weekday: "short", day: "numeric", month: "short" });
const yearOf = new Intl.DateTimeFormat(BUDDHIST, { timeZone: ZONE, year: "numeric" });
const longDay = new Intl.DateTimeFormat(BUDDHIST, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });

export const MONTHS = [
  "มกราคม",
  "กุมภาพันธ์",
  "มีนาคม",
  "เมษายน",
  "พฤษภาคม",
  "มิถุนายน",
  "กรกฎาคม",
  "สิงหาคม",
  "กันยายน",
  "ตุลาคม",
  "พฤศจิกายน",
  "ธันวาคม",
];
export const BUDDHIST_OFFSET = 543; // years between the Buddhist and the Common era

/** @param {number} ms since the epoch @returns {string} "14:05" */
export const hourMinute = (ms) => clockOf.format(ms);

/** @returns {string} "2025-06-05", the day in Bangkok; compares and sorts as text */
export const dayKey = (ms) => dayOf.format(ms);

const buddhistYear = (ms) => yearOf.format(ms).replace(/\D/g, "");

/** Words on a date separator, seen from `now`: "วันนี้", "เมื่อวานนี้", "พฤ. 5 มิ.ย. 2568". */
export function separatorWords(ms, now) {
  if (dayKey(ms) === dayKey(now)) return "วันนี้";
  if (dayKey(ms) === dayKey(now - 86_400_000)) return "เมื่อวานนี้";
  return `${shortDay.format(ms)} ${buddhistYear(ms)}`;
}

/** "วันพฤหัสบดีที่ 5 มิถุนายน พ.ศ. 2568 14:05 น." */
export function fullWords(ms) {
  return `${longDay.format(ms)} พ.ศ. ${buddhistYear(ms)} ${hourMinute(ms)} น.`;
}

/** A moment as any JSON writes it (ISO text, seconds or milliseconds) in milliseconds. */
export function toMs(moment) {
  if (typeof moment === "string") return Date.parse(moment);
  return moment < 1e11 ? moment * 1000 : moment; // 1e11 ms is 1973: anything smaller is seconds
}

/** Milliseconds as "1:05", for sound and film. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round((ms || 0) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
