/** The desk: phones side by side, the bar above them, one shared clock. */
import { addPerson, getState } from "./api.js";
import { askName } from "./ask.js";
import { announce, button, el } from "./dom.js";
import { icon } from "./icons.js";
import { createKnobs } from "./knobs.js";
import { setPublic } from "./links.js";
import { createPhone } from "./phone.js";
import { fullWords, toMs } from "./thaitime.js";

const STATE_EVERY_MS = 5000; // others (tests, a second window) may turn knobs too
const SOON_MS = 150; // several messages come together: read the state once for all of them
const TICK_MS = 1000;

const desk = build();
const world = {
  now: () => Date.now() + desk.ahead,
  delivered: (webhookEventId) => desk.knobs.delivered(webhookEventId),
  changed: () => {
    clearTimeout(desk.soon);
    desk.soon = setTimeout(refresh, SOON_MS);
  },
};

/** `ahead` is how many milliseconds the simulator's clock is ahead of this browser's. */
function build() {
  const drawer = document.getElementById("knobs");
  const bar = {
    clock: el("time", { class: "desk-clock", "aria-label": "เวลาจำลอง" }),
    quota: el("span", { class: "desk-quota" }),
    paid: el("span", { class: "desk-paid" }),
    trouble: el("span", { class: "desk-trouble", role: "alert" }),
  };
  const title = el("h1", { class: "desk-title", text: "ถึงบ้าน บน LINE จำลอง" });
  document.getElementById("desk-bar").append(title, ...Object.values(bar), el("span", { class: "gap" }), drawerButton(drawer));
  const adder = button("", add, { class: "add-phone", "aria-label": "เพิ่มโทรศัพท์", title: "เพิ่มโทรศัพท์" }, icon("plus", 30));
  document.getElementById("desk").append(adder);
  return { bar, adder, phones: new Map(), ahead: 0, soon: null, knobs: createKnobs(drawer, done) };
}

function drawerButton(drawer) {
  const turn = () => {
    drawer.hidden = !drawer.hidden;
    node.setAttribute("aria-expanded", String(!drawer.hidden));
  };
  const props = { class: "knobs-toggle", "aria-expanded": "false", "aria-controls": drawer.id };
  const node = button("ปุ่มทดลอง / Knobs", turn, props, icon("knobs", 18));
  return node;
}

async function refresh() {
  try {
    show(await getState());
    desk.bar.trouble.textContent = "";
  } catch {
    desk.bar.trouble.textContent = "ติดต่อตัวจำลองไม่ได้ กำลังลองใหม่…";
  }
}

function show(state) {
  setPublic(state.public);
  desk.ahead = toMs(state.now) - Date.now();
  state.people.forEach(place);
  removeMissing(new Set(state.people.map((person) => person.userId)));
  desk.knobs.show(state);
  desk.bar.quota.textContent = `โควตา ${state.quota.limit ?? "ไม่จำกัด"}`;
  desk.bar.paid.textContent = `เสียเงิน ${state.quota.used} ข้อความ`; // LINE counts a push once, however many bubbles it has
  tick();
}

function place(person) {
  const known = desk.phones.get(person.userId);
  if (known) return known.update(person);
  const phone = createPhone(person, world);
  desk.phones.set(person.userId, phone);
  desk.adder.before(phone.element);
}

function removeMissing(ids) {
  for (const [id, phone] of desk.phones) {
    if (ids.has(id)) continue;
    phone.stop();
    desk.phones.delete(id);
  }
}

function tick() {
  desk.bar.clock.textContent = fullWords(world.now());
  desk.phones.forEach((phone) => phone.tick());
}

async function add() {
  const name = await askName(`อาสา ${desk.phones.size + 1}`);
  if (!name) return;
  await done(addPerson(name));
  desk.adder.scrollIntoView({ inline: "end" });
}

/** Wait for a change of the world, then show the world as it is now. */
async function done(work) {
  try {
    await work;
  } catch (problem) {
    announce(problem.message);
    desk.bar.trouble.textContent = problem.message;
    return;
  }
  await refresh();
}

/** A picture that does not come leaves a grey place, as on a phone with a weak signal. */
const grey = (event) => event.target.tagName === "IMG" && event.target.classList.add("broken");
document.addEventListener("error", grey, true);

await refresh();
setInterval(refresh, STATE_EVERY_MS);
setInterval(tick, TICK_MS);
