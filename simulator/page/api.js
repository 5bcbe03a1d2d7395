/** The simulator's HTTP API, as the page needs it. */

const POLL_S = 25; // held by the server; below the 30 s after which proxies tend to cut an idle request
const LOADING_S = 2; // while dots are shown: nobody reports their end
const POLL_MANY_MS = 700; // pause between short polls once there are too many phones to hold one request each
const HELD_AT_MOST = 4; // a browser opens 6 connections to one host (HTTP/1.1); two stay free for taps
const ACT_MS = 20_000; // after this the page stops waiting; the server goes on and the chat brings the rest
const REST_MS = [300, 700, 1500, 3000]; // waits after 1, 2, 3, … failures in a row

let held = 0;

/** @returns {Promise<object>} the JSON answer @throws {Error} with the server's words, or status, as message */
export async function call(method, path, body, { signal } = {}) {
  const init = { method, signal };
  if (body !== undefined) Object.assign(init, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const response = await fetch(path, init);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw Object.assign(new Error(wordsOf(answer) || `${path}: ${response.status}`), { status: response.status, answer });
  return answer;
}

const wordsOf = ({ error, message }) => (typeof error === "string" ? error : message) || "";

export const getState = () => call("GET", "/sim/state", undefined, { signal: AbortSignal.timeout(ACT_MS) });
export const setKnobs = (knobs) => call("POST", "/sim/knobs", knobs);
export const setClock = (change) => call("POST", "/sim/clock", change);
export const resetAll = () => call("POST", "/sim/reset", {});
export const addPerson = (name) => call("POST", "/sim/people", { name });
export const changePerson = (id, change) => call("POST", `/sim/people/${id}`, change);
export const redeliver = (webhookEventId) => call("POST", "/sim/redeliver", { webhookEventId });

/** One act of a person. Resolves to null when the bot takes longer than the page is willing to wait. */
export async function act(id, body) {
  try {
    return await call("POST", `/sim/people/${id}/act`, body, { signal: AbortSignal.timeout(ACT_MS) });
  } catch (trouble) {
    if (trouble.name === "TimeoutError") return null;
    throw trouble;
  }
}

export async function transcript(id) {
  const response = await fetch(`/sim/people/${id}/transcript`);
  if (!response.ok) throw new Error(`transcript: ${response.status}`);
  return response.text();
}

/**
 * Follow a person's chat until `stop()` is called.
 * `onChat(answer, fresh)` gets each answer of /chat; `fresh` means forget everything shown before (first answer, reset, restarted server).
 * `onTrouble(bool)` tells when the server stops and starts answering.
 */
export function watch(id, { onChat, onTrouble }) {
  const ending = new AbortController();
  follow(id, onChat, onTrouble, ending.signal);
  return { stop: () => ending.abort() };
}

async function follow(id, onChat, onTrouble, signal) {
  let seen = null; // what the last answer told: {next, version}
  let failures = 0;
  while (!signal.aborted) {
    try {
      const answer = await poll(id, seen, signal);
      if (failures) onTrouble(false);
      failures = 0;
      if (seen && (answer.next < seen.next || answer.version < seen.version)) {
        seen = null;
        continue;
      } // a reset: read all again
      onChat(answer, seen === null);
      seen = answer;
    } catch (trouble) {
      if (signal.aborted) return;
      seen = null; // a server that came back may be another one with another chat
      onTrouble(true);
      await rest(REST_MS[Math.min(failures++, REST_MS.length - 1)]);
    }
  }
}

async function poll(id, seen, signal) {
  const hold = seen !== null && held < HELD_AT_MOST;
  if (seen && !hold) await rest(POLL_MANY_MS);
  held += hold;
  try {
    const wait = !hold ? 0 : seen.loading ? LOADING_S : POLL_S;
    const query = new URLSearchParams({ after: seen?.next ?? 0, version: seen?.version ?? -1, wait });
    return await call("GET", `/sim/people/${id}/chat?${query}`, undefined, {
      signal: AbortSignal.any([signal, AbortSignal.timeout((wait + 15) * 1000)]),
    });
  } finally {
    held -= hold;
  }
}

const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
