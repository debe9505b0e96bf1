"use strict";

/** Opens pictures by button, drop and paste. They are only measured and shown here. */
class PictureInput {
  /**
   * @param {HTMLImageElement} image
   * @param {(changes: Partial<State>) => void} onPicture
   * @param {(problem: string) => void} onProblem
   */
  constructor(image, onPicture, onProblem) {
    this.image = image;
    this.onPicture = onPicture;
    this.onProblem = onProblem;
    const file = document.getElementById("file");
    document.getElementById("open").addEventListener("click", () => file.click());
    document.getElementById("forget").addEventListener("click", () => this.onPicture({ file: null }));
    file.addEventListener("change", () => {
      this.open(file.files);
      file.value = "";
    });
    document.addEventListener("paste", (event) => this.open(event.clipboardData?.files));
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) document.body.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dropping");
      this.open(event.dataTransfer.files);
    });
  }

  /** Measures the first file as people see it: turned the way its orientation says. The file that was opened last is the one shown. */
  async open(files) {
    const file = files?.[0];
    if (!file) return;
    const url = URL.createObjectURL(file);
    const image = new Image();
    image.src = url;
    this.latest = url;
    const isPicture = await image.decode().then(() => true, () => false);
    if (!isPicture || this.latest !== url) {
      URL.revokeObjectURL(url);
      if (this.latest === url) this.onProblem(`${file.name} is no picture that this browser can read.`);
      return;
    }
    this.#show(url);
    this.onPicture({
      source: { width: image.naturalWidth, height: image.naturalHeight },
      file: { name: file.name, bytes: file.size, type: file.type },
    });
  }

  /** Shows the drawn scene again. */
  forget() {
    if (!this.image.hidden) this.#show("");
  }

  #show(url) {
    URL.revokeObjectURL(this.image.src);
    this.image.hidden = !url;
    if (url) this.image.src = url;
    else this.image.removeAttribute("src");
  }
}
