/** What happens when a button is tapped: LINE's action objects. */
import { reachable } from "./links.js";
import { pickDate } from "./pickers.js";
import { askLocation, askPhoto, callSheet, showVideo } from "./dialogs.js";
import { toast } from "./sheet.js";

const LINE_SCHEME = /^(?:https:\/\/line\.me\/R|line:\/)\/nv\/(location|camera|cameraRoll)/i;

/**
 * Perform an action on a phone.
 * @param {object} action LINE action object (message, postback, uri, datetimepicker, camera, cameraRoll, location, clipboard, richmenuswitch)
 * @param {object} phone has `id`, `screen`, `world` (now), `send(body)`, `composer`, `openMenu(bool)`
 * @returns {Promise<boolean>} whether it was carried through (a cancelled picker is not)
 */
export async function perform(action, phone) {
  const how = HOW[action?.type];
  if (!how) {
    toast(phone.screen, `ปุ่มชนิดนี้ยังใช้บนหน้านี้ไม่ได้: ${action?.type}`);
    return false;
  }
  return (await how(action, phone)) !== false;
}

const send = (action, phone) => {
  phone.send({ do: "action", action });
};

const HOW = {
  message: send,
  richmenuswitch: send,
  postback(action, phone) {
    send(action, phone);
    if (action.inputOption === "openKeyboard") phone.composer.fill(action.fillInText || "");
    if (action.inputOption === "openRichMenu") phone.openMenu(true);
    if (action.inputOption === "closeRichMenu") phone.openMenu(false);
  },
  async datetimepicker(action, phone) {
    const picked = await pickDate(phone.screen, action, phone.world.now());
    if (!picked) return false;
    phone.send({ do: "action", action, params: { [action.mode]: picked } });
  },
  uri: (action, phone) => openUri(action.uri, phone),
  camera: (action, phone) => photo(phone, "ถ่ายรูป"),
  cameraRoll: (action, phone) => photo(phone, "เลือกรูป"),
  async location(action, phone) {
    const place = await askLocation(phone.screen);
    if (!place) return false;
    phone.send({ do: "location", ...place });
  },
  async clipboard(action, phone) {
    await copy(action.clipboardText);
    toast(phone.screen, "คัดลอกแล้ว");
  },
  play: (action, phone) => showVideo(phone.screen, action.url),
};

async function photo(phone, title) {
  const bodies = await askPhoto(phone.screen, title);
  if (!bodies) return false;
  for (const body of bodies) await phone.send(body);
}

/** tel: asks before calling; LINE's own addresses open what they name; everything else is a page. */
export function openUri(uri, phone) {
  const own = LINE_SCHEME.exec(uri);
  if (own) return HOW[own[1] === "cameraRoll" ? "cameraRoll" : own[1].toLowerCase()]({}, phone);
  if (/^tel:/i.test(uri)) return callSheet(phone.screen, uri.slice(4));
  if (/^https?:/i.test(uri)) window.open(reachable(uri), "_blank", "noopener");
  else toast(phone.screen, `เปิด ${uri} บนหน้านี้ไม่ได้`);
}

/** The clipboard API is missing on plain http from another machine: fall back to a hidden field. */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
