/** What the native crate answers: `{ call, arguments, answer }`, in the order of the table of cases. */

import { readFileSync } from "node:fs";

export const answers = readFileSync(process.env.KLING_ANSWERS, "utf8").trim().split("\n").map((line) => JSON.parse(line));

/** The same questions as the playground asks them: a wish with what one expansion and what several make of it. */
export const wishes = answers.flatMap(({ call, arguments: [source, wish, anchor], answer }, index) => {
  if (call !== "plan") return [];
  const { call: next, arguments: [, , , count], answer: several } = answers[index + 1];
  if (next !== "planSteps") throw new Error(`no steps after line ${index}`);
  return [{ source, wish, anchor, count, one: answer, several }];
});
