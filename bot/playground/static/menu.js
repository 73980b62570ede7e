/* Menus and lists that open beside what was pressed. They live in the top layer, so no frame cuts them off. */
import { el } from "./dom.js";

export function place(panel, anchor, { wide = false, end = false } = {}) {
  const spot = anchor.getBoundingClientRect();
  if (wide) panel.style.setProperty("width", `${spot.width}px`);
  const size = panel.getBoundingClientRect();
  const below = innerHeight - spot.bottom - 8;
  const top = size.height <= below || below >= spot.top ? spot.bottom + 4 : Math.max(8, spot.top - size.height - 4);
  const left = end ? spot.right - size.width : spot.left;
  panel.style.setProperty("top", `${top}px`);
  panel.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`);
}

/* A popover closed by Esc, a click elsewhere or a choice. `fill` makes its content and is told how to close it. */
export function openPanel(anchor, fill, { label, role = "dialog", end = false, testid } = {}) {
  const panel = el("div", { class: "panel", popover: "auto", role, "aria-label": label, testid });
  const close = () => panel.hidePopover();
  panel.append(...[fill(close)].flat());
  host(anchor).append(panel);
  anchor.setAttribute("aria-expanded", "true");
  panel.addEventListener("toggle", (event) => event.newState === "closed" && putAway(panel, anchor));
  panel.showPopover();
  place(panel, anchor, { end });
  (panel.querySelector("[autofocus]") ?? panel.querySelector("button, input, select, textarea, a"))?.focus();
  return close;
}

function putAway(panel, anchor) {
  const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (inside && anchor.isConnected) anchor.focus();
}

const host = (anchor) => anchor.closest("[data-layer]") ?? document.body;

/* choices: [{label, note?, icon?, testid?, danger?, pick}] or {heading} or {rule: true} */
export function openMenu(anchor, choices, { label, end = false, testid } = {}) {
  return openPanel(
    anchor,
    (close) => {
      const list = el("div", { class: "menu", on: { keydown: (event) => walk(event, list) } }, choices.map((choice) => menuLine(choice, close)));
      return list;
    },
    { label, role: "menu", end, testid },
  );
}

function menuLine(choice, close) {
  if (choice.rule) return el("div", { class: "menu-rule", role: "separator" });
  if (choice.heading) return el("div", { class: "menu-heading" }, choice.heading);
  const traits = { type: "button", class: `menu-choice${choice.danger ? " danger" : ""}`, role: "menuitem", testid: choice.testid, on: { click: () => (close(), choice.pick()) } };
  return el("button", traits, choice.icon ?? null, el("span", { class: "menu-words" }, choice.label, choice.note ? el("span", { class: "menu-note" }, choice.note) : null), choice.after ?? null);
}

function walk(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const choices = [...list.querySelectorAll("[role=menuitem]")];
  const at = choices.indexOf(document.activeElement);
  choices[(at + step + choices.length) % choices.length]?.focus();
}
