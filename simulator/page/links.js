/** Where a link or a picture really comes from: the simulator plays the tunnel between LINE's https and a laptop's http. */
let publicStarts = [];

/** @param {string|string[]|undefined} starts the bot's public addresses as /sim/state tells them, e.g. ["https://thuengbaan.example"] */
export function setPublic(starts) {
  publicStarts = [starts ?? []].flat();
}

/** https://a.example must not let https://a.example.evil through. */
const liesUnder = (url, start) => url === start || ["/", "?", "#"].some((next) => url.startsWith(start + next));

/** The address this browser can open for one that LINE would open. */
export function reachable(url) {
  const ours = publicStarts.some((start) => liesUnder(String(url), start));
  return ours ? `/sim/proxy?url=${encodeURIComponent(url)}` : url;
}

const SAFE = /^(https?:|data:image\/|data:audio\/|data:video\/|blob:|\/)/i;

/** The same for pictures, sounds and films; anything else ("javascript:…") becomes empty. */
export const source = (url) => (SAFE.test(url || "") ? reachable(url) : "");
