/* Short notices from the playground itself, shown in a corner and read aloud. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const LONG_ENOUGH = 7000;

export function toast(text, level = "info") {
  const shelf = document.getElementById("toasts");
  const note = el(
    "div",
    { class: `toast toast-${level}`, testid: "toast", role: level === "error" ? "alert" : "status" },
    icon(level === "error" ? "error" : "info"),
    el("span", { class: "toast-words" }, el("span", { class: "hidden" }, level === "error" ? "Problem: " : "Note: "), text),
    el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: () => note.remove() } }, icon("close", 14)),
  );
  shelf.append(note);
  while (shelf.children.length > 4) shelf.firstChild.remove();
  let leave = setTimeout(() => note.remove(), LONG_ENOUGH);
  note.addEventListener("mouseenter", () => clearTimeout(leave));
  note.addEventListener("mouseleave", () => (leave = setTimeout(() => note.remove(), 2500)));
}

/* Says what went wrong with an order; true when all was well. */
export function orToast(answer) {
  if (!answer.ok) toast(answer.error ?? "That did not work.", "error");
  return answer.ok;
}

let known = new Map();

/* Shows the notices that were not in the last state; counted, since the same sentence may come twice. */
export function showNotices(notices, first) {
  const counts = new Map();
  for (const notice of notices ?? []) {
    const key = notice.id ?? `${notice.level} ${notice.text}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!first && counts.get(key) > (known.get(key) ?? 0)) toast(notice.text, notice.level);
  }
  known = counts;
}
