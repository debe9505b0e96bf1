"use strict";

/** The JSON body of the request for one step. @param {State} state */
function requestBody({ count, prompt, file }, steps, index) {
  const isLast = index === steps.length - 1;
  const image = index === 0 ? `<Base64 of ${file?.name ?? "photo.jpg"}>` : `<the picture that step ${index} made>`;
  const body = { image, ...steps[index].plan.request };
  if (prompt) body.prompt = prompt;
  body.n = isLast ? count : 1;
  return JSON.stringify(body, null, 2);
}

/** The words of the klingctl command that does the same. @param {State} state @param {Answer} answer */
function command({ wish, anchor, count, prompt, file }, { obstacle }) {
  const words = ["klingctl", "expand", quote(path(file?.name ?? "photo.jpg"))];
  for (const [name, value] of wishParts(wish)) {
    words.push(`--${name}`, ...(name === "largest" ? [] : [quote(value)]));
  }
  if (usesAnchor(wish) && anchorText(anchor) !== "center") words.push("--anchor", anchorText(anchor));
  if (obstacle) words.push("--steps", "auto");
  if (count !== 1) words.push("-n", String(count));
  if (prompt.startsWith("-")) words.push(`--prompt=${quote(prompt)}`);
  else if (prompt) words.push("--prompt", quote(prompt));
  return words;
}

/** A file that is not taken for an option. */
function path(name) {
  return name.startsWith("-") ? `./${name}` : name;
}

/** A word for a POSIX shell. */
function quote(text) {
  return /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A wish in a few words. */
function wishText(wish) {
  if (wish.canvas) return `a canvas of ${sizeText(wish.canvas).replace("x", " × ")}`;
  if (wish.margins) return `margins of ${sidesText(wish.margins).replaceAll(",", ", ")} px`;
  if (wish.ratios) return `ratios ${sidesText(wish.ratios).replaceAll(",", ", ")}`;
  const area = { least: "", largest: "as large as possible" }[wish.area] ?? `${wish.area}× the area`;
  return [wish.aspect, area].filter(Boolean).join(", ");
}
