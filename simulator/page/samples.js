/** Pictures made on the spot, so that nobody has to look for a file. */

const WIDE = 960; // pixels; about what LINE makes of a phone's photo preview
const HIGH = 720;

/** @returns {string} base64 of a JPEG: a small house on stilts, a tree, a random sky (so that two samples differ) */
export function samplePhoto() {
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH });
  paintHouse(canvas.getContext("2d"), Math.floor(Math.random() * 60));
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}

function paintHouse(pen, shift) {
  const box = (color, ...at) => {
    pen.fillStyle = color;
    pen.fillRect(...at);
  };
  const shape = (color, points) => {
    pen.fillStyle = color;
    pen.beginPath();
    points.forEach((p) => pen.lineTo(...p));
    pen.fill();
  };
  box(`hsl(${190 + shift} 60% 82%)`, 0, 0, WIDE, 470);
  box("#9bb56a", 0, 470, WIDE, 250);
  shape("#b79b74", [
    [380, 720],
    [560, 720],
    [520, 470],
    [470, 470],
  ]);
  [330, 450, 570, 680].forEach((x) => box("#5f4a38", x, 420, 18, 130));
  box("#a9764b", 300, 270, 430, 160);
  box("#7b5233", 350, 310, 80, 120);
  box("#dfe9ee", 500, 310, 80, 60);
  box("#dfe9ee", 610, 310, 80, 60);
  shape("#8c3b2e", [
    [260, 280],
    [515, 130],
    [770, 280],
  ]);
  box("#6a4f35", 150, 330, 26, 190);
  pen.fillStyle = "#5d8a4a";
  for (const [x, y, r] of [
    [163, 280, 80],
    [115, 320, 55],
    [215, 325, 55],
  ]) {
    pen.beginPath();
    pen.arc(x, y, r, 0, 7);
    pen.fill();
  }
}

/** @param {Blob} file @returns {Promise<string>} its bytes in base64, without the data: head */
export function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
