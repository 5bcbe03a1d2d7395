/** Files of the person's own, as the simulator takes them. */

/** @param {Blob} file @returns {Promise<string>} its bytes in base64, without the data: head */
export function toBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
