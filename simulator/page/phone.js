/** One person's phone: the frame, and what moves between its parts. */
import { el } from "./dom.js";
import { act, watch } from "./api.js";
import { copy, perform } from "./actions.js";
import { createChat } from "./chat.js";
import { createComposer } from "./composer.js";
import { messageMenu } from "./dialogs.js";
import { gate, header, statusBar, toolbar } from "./frame.js";
import { createQuickReplies } from "./quickreply.js";
import { createRichMenu } from "./richmenu.js";
import { toast } from "./sheet.js";

/**
 * @param {object} person of /sim/state
 * @param {{now: () => number, changed: () => void, delivered: (webhookEventId: string) => void}} world
 *   the shared clock, and how to say that the state should be read again and that an event left
 * @returns {{element, id, update(person), tick(), stop()}}
 */
export function createPhone(person, world) {
  const screen = el("div", { class: "screen", lang: "th" });
  const phone = { id: person.userId, person, world, screen };
  phone.perform = (action) => perform(action, phone);
  phone.send = (body) => send(phone, body);
  phone.openMenu = (on) => phone.menu.open(on);
  phone.openMessageMenu = (item) => onMessageMenu(phone, item);
  Object.assign(phone, {
    chat: createChat(phone),
    quick: createQuickReplies(phone),
    menu: createRichMenu(phone),
    composer: createComposer(phone),
    status: statusBar(world),
  });
  assemble(phone);
  const watching = watch(phone.id, {
    onChat: (answer, fresh) => receive(phone, answer, fresh),
    onTrouble: (on) => trouble(phone, on),
  });
  return {
    element: phone.element,
    id: phone.id,
    update: (now) => update(phone, now),
    tick: () => {
      phone.status.tick();
      phone.chat.relabel();
    },
    stop: () => {
      watching.stop();
      phone.element.remove();
    },
  };
}

function assemble(phone) {
  const { screen, chat, quick, menu, composer } = phone;
  phone.gate = el("div", { class: "gate" });
  phone.tools = el("div", { class: "phone-tools" });
  screen.append(
    phone.status.element,
    header(),
    chat.element,
    quick.element,
    composer.element,
    menu.panel,
    menu.bar,
    phone.gate,
    el("div", { class: "gesture", "aria-hidden": "true" }),
  );
  phone.element = el(
    "section",
    { class: "phone", data: { user: phone.id }, "aria-label": `โทรศัพท์ของ ${phone.person.name}` },
    phone.tools,
    el("div", { class: "device" }, screen),
  );
  update(phone, phone.person);
}

/** Redraw what depends on the person; the chat stays. */
function update(phone, person) {
  const key = JSON.stringify(person);
  if (key === phone.key) return;
  Object.assign(phone, { key, person });
  phone.element.classList.toggle("pc", person.pc);
  phone.element.classList.toggle("locked", !person.friend || person.blocked);
  phone.tools.replaceChildren(...toolbar(phone));
  phone.gate.replaceChildren(gate(phone));
  showLoading(phone);
  phone.chat.toBottom();
}

function receive(phone, answer, fresh) {
  phone.chat.show(answer.items, fresh);
  phone.loading = answer.loading;
  showLoading(phone);
  phone.menu.show(answer.menu);
  phone.quick.show(phone.chat.last());
  if (answer.items.length) phone.world.changed();
}

/** LINE for PC draws no loading animation. */
function showLoading(phone) {
  phone.chat.setLoading(Boolean(phone.loading) && !phone.person.pc);
}

function trouble(phone, on) {
  phone.element.classList.toggle("offline", on);
}

/** @returns {Promise<boolean>} false when the act was refused, and the person was told */
async function send(phone, body) {
  try {
    const answer = await act(phone.id, body);
    const failed = answer?.deliveries?.find((delivery) => delivery.error || delivery.status >= 300);
    if (!answer) toast(phone.screen, "บอตยังไม่ตอบ ข้อความส่งไปแล้ว");
    else if (failed) toast(phone.screen, `บอตรับไม่ได้: ${failed.status || failed.error}`);
    for (const delivery of answer?.deliveries || []) phone.world.delivered(delivery.webhookEventId);
    phone.world.changed();
    return true;
  } catch (problem) {
    toast(phone.screen, `ส่งไม่ได้: ${problem.message}`);
    return false;
  }
}

async function onMessageMenu(phone, item) {
  const choice = await messageMenu(phone.screen, Boolean(item.message.text));
  if (choice === "copy") {
    await copy(item.message.text);
    toast(phone.screen, "คัดลอกแล้ว");
  }
  if (choice === "unsend") phone.send({ do: "unsend", ...(item.message.id ? { message_id: item.message.id } : {}) });
}
