/** One message of the chat, by its type. Each renderer gives the bubble only; the row around it is in row.js. */
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { showPicture, showVideo } from "./dialogs.js";
import { renderFlex } from "./flex.js";
import { source } from "./links.js";
import { drawMap } from "./map.js";
import { drawSticker } from "./stickers.js";
import { renderTemplate } from "./templates.js";
import { duration } from "./thaitime.js";
import { renderImagemap } from "./imagemap.js";

/**
 * @param {object} message LINE message object, or the person's own message
 * @param {{perform: (action: object) => void, screen: HTMLElement}} phone
 */
export function renderMessage(message, phone) {
  const draw = TYPES[message.type];
  return draw ? draw(message, phone) : el("div", { class: "bubble", text: `(${message.type})` });
}

/** Cards are wide: their time stands under them instead of beside them. */
export const isCard = (message) => ["template", "flex", "imagemap"].includes(message.type);

const TYPES = {
  text: (message, phone) => el("div", { class: "bubble" }, withLinks(message.text ?? "", phone)),
  textV2: (message, phone) => el("div", { class: "bubble" }, withLinks(filled(message), phone)),
  sticker: (message) => el("div", { class: "sticker" }, drawSticker(message)),
  image: renderImage,
  video: renderVideo,
  audio: renderAudio,
  file: renderFile,
  location: renderLocation,
  template: (message, phone) => renderTemplate(message.template, phone.perform),
  flex: (message, phone) => renderFlex(message.contents, phone.perform),
  imagemap: (message, phone) => renderImagemap(message, phone.perform),
};

const LINK = /(https?:\/\/[^\s<>"']+|0\d{1,2}-?\d{3}-?\d{3,4}(?!\d))/g;

/** Text with its web addresses and telephone numbers made into links, as LINE does. */
function withLinks(text, phone) {
  return text.split(LINK).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const uri = piece.startsWith("http") ? piece : `tel:${piece.replaceAll("-", "")}`;
    return el("a", {
      href: uri,
      text: piece,
      on: {
        click: (event) => {
          event.preventDefault();
          phone.perform({ type: "uri", uri });
        },
      },
    });
  });
}

/** textV2: {key} stands for a mention or an emoji. */
function filled(message) {
  return message.text.replace(/\{(\w+)\}/g, (whole, key) => {
    const substitution = message.substitution?.[key];
    if (!substitution) return whole;
    return substitution.type === "mention" ? "@ทุกคน" : "☺";
  });
}

/** The bytes: where the bot says they are, or, of what the person sent, where the simulator keeps them. */
const own = (message) =>
  message.originalContentUrl || message.contentProvider?.originalContentUrl || `/sim/contents/${message.id}`;

function renderImage(message, phone) {
  const small = message.previewImageUrl || message.contentProvider?.previewImageUrl || own(message);
  const picture = el("img", { src: source(small), alt: "รูปภาพ" });
  return button("", () => showPicture(phone.screen, own(message) || small), { class: "photo", "aria-label": "ดูรูปขยาย" }, picture);
}

function renderVideo(message, phone) {
  const poster = message.previewImageUrl || message.contentProvider?.previewImageUrl;
  return button(
    "",
    () => showVideo(phone.screen, own(message)),
    { class: "photo film", "aria-label": "เล่นวิดีโอ" },
    poster ? el("img", { src: source(poster), alt: "วิดีโอ" }) : el("span", { class: "no-poster" }),
    el("span", { class: "play-button" }, icon("play", 28)),
    message.duration ? el("span", { class: "film-time", text: duration(message.duration) }) : null,
  );
}

function renderAudio(message) {
  const sound = new Audio();
  const time = el("span", { class: "audio-time", text: duration(message.duration) });
  const face = el("span", { class: "audio-face" }, icon("play", 18));
  const show = (name) => face.replaceChildren(icon(name, 18));
  sound.addEventListener("ended", () => show("play"));
  const toggle = () => {
    if (!sound.src) sound.src = source(own(message));
    if (sound.paused)
      sound
        .play()
        .then(() => show("pause"))
        .catch(() => {
          time.textContent = "เล่นไม่ได้";
        });
    else {
      sound.pause();
      show("play");
    }
  };
  return button(
    "",
    toggle,
    { class: "bubble audio", "aria-label": `ข้อความเสียง ${duration(message.duration)}` },
    face,
    wave(),
    time,
  );
}

const WAVE = [5, 9, 14, 8, 16, 11, 6, 13, 18, 10, 7, 12, 5, 9];
const wave = () =>
  el(
    "span",
    { class: "wave", "aria-hidden": "true" },
    WAVE.map((high) => el("i", { style: { height: `${high}px` } })),
  );

function renderFile(message) {
  const size = message.fileSize ? `${Math.max(1, Math.round(message.fileSize / 1024)).toLocaleString("en")} KB` : "";
  return el(
    "a",
    { class: "bubble file", href: source(own(message)) || null, target: "_blank", rel: "noopener" },
    el("span", { class: "file-icon" }, icon("file", 26)),
    el("span", { class: "file-words" }, el("b", { text: message.fileName || "ไฟล์" }), el("small", { text: size })),
  );
}

function renderLocation(message) {
  const { latitude, longitude } = message;
  const place = `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`;
  return el(
    "div",
    { class: "location-card" },
    el(
      "div",
      { class: "location-words" },
      el("b", { text: message.title || "ตำแหน่ง" }),
      message.address && el("span", { text: message.address }),
      el("small", { text: place }),
    ),
    drawMap(latitude, longitude),
  );
}
