"use strict";

/** The request bodies and the command of a plan, to copy. */
class Codes {
  constructor() {
    this.body = byId("body");
    this.command = byId("command");
    this.tabs = byId("body-steps");
    this.chosen = 0;
    for (const button of document.querySelectorAll("[data-copies]")) button.addEventListener("click", () => this.#copy(button));
  }

  /** @param {State} state @param {Answer} answer */
  show(state, answer) {
    this.state = state;
    this.steps = answer.steps;
    this.isSendable = isSendable(answer);
    for (const button of document.querySelectorAll("[data-copies]")) button.disabled = !this.isSendable;
    const words = this.isSendable ? command(state, answer) : ["Nothing to run."];
    // A line may break between words only: an option that is torn at its hyphen is hard to read.
    this.command.replaceChildren(...words.flatMap((word, index) => [index ? " " : "", element("span", {}, word)]));
    this.#showBody();
  }

  #showBody() {
    const count = this.isSendable ? this.steps.length : 0;
    this.chosen = Math.min(this.chosen, Math.max(0, count - 1));
    this.body.textContent = count ? requestBody(this.state, this.steps, this.chosen) : "Nothing to send.";
    const tabs = count > 1 ? this.steps.map((_, index) => this.#tab(index)) : [];
    this.tabs.replaceChildren(...tabs);
  }

  #tab(index) {
    return element("button", {
      type: "button",
      className: "quiet",
      ariaPressed: String(index === this.chosen),
      ariaLabel: `Body of step ${index + 1}`,
      onclick: () => {
        this.chosen = index;
        this.#showBody();
        this.tabs.children[index].focus();
      },
    }, String(index + 1));
  }

  async #copy(button) {
    button.textContent = await copy(byId(button.dataset.copies)) ? "Copied" : "Selected";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }
}

/** Copies a text. Where the clipboard is missing, as without TLS, or forbidden, the text is selected, and copied if that can be done. */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}
