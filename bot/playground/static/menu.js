/* Menus and lists that open beside what was pressed. They live in the top layer, so no frame cuts them off. */
import { el, freshId } from "./dom.js";

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

/* A field one types into to choose from a list: Slack's selects, single or several.
   load(query) → Promise<[{heading?, choices: [{key, label, note?}]}]>; onChange receives the chosen [{key, label, …}]. */
export function combobox({ load, placeholder, several = false, most = Infinity, chosen = [], onChange, labels = {}, focusKey, minQuery = 0, testid }) {
  const listId = freshId("list");
  let picked = [...chosen];
  let lines = [];
  let active = -1;
  let open = false;
  let asked = 0;

  const input = el("input", {
    type: "text", role: "combobox", class: "combo-input", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": listId, ...labels, data: focusKey ? { focusKey } : {},
    on: { focus: () => input.select(), click: () => show(""), input: () => show(input.value), keydown, blur: () => setTimeout(shut, 120) },
  });
  const list = el("div", { id: listId, class: "panel listbox", popover: "manual", role: "listbox", "aria-multiselectable": several ? "true" : null });
  const chips = el("span", { class: "chips" });
  const root = el("div", { class: `combo${several ? " combo-several" : ""}`, testid }, several ? chips : null, input, el("span", { class: "combo-arrow", "aria-hidden": "true" }, "▾"), list);
  root.addEventListener("mousedown", (event) => event.target === root && (event.preventDefault(), input.focus(), show("")));
  write();

  function write() {
    if (several) chips.replaceChildren(...picked.map(chip));
    input.value = several ? "" : (picked[0]?.label ?? "");
    input.placeholder = several && picked.length ? "" : (placeholder ?? "Choose an option");
  }

  function chip(choice) {
    const drop = () => (choose(choice), input.focus());
    return el("span", { class: "chip" }, choice.label, el("button", { type: "button", class: "chip-drop", "aria-label": `Remove ${choice.label}`, on: { click: drop } }, "×"));
  }

  async function show(query) {
    const mine = ++asked;
    if (!open) {
      open = true;
      list.showPopover();
      input.setAttribute("aria-expanded", "true");
    }
    const groups = query.length < minQuery ? null : await load(query);
    if (mine !== asked || !open) return;
    draw(groups, query);
  }

  function draw(groups, query) {
    lines = [];
    const nodes = (groups ?? []).flatMap(({ heading, choices }) => {
      const drawn = choices.map(line);
      return heading && drawn.length ? [el("div", { class: "menu-heading", role: "presentation" }, heading), ...drawn] : drawn;
    });
    const hint = groups ? "No results" : `Type ${minQuery - query.length} more letter${minQuery - query.length === 1 ? "" : "s"}`;
    list.replaceChildren(...(nodes.length ? nodes : [el("div", { class: "menu-empty" }, hint)]));
    place(list, root, { wide: true });
    point(lines.findIndex(({ choice }) => isPicked(choice)));
    if (active < 0 && query) point(0);
  }

  const isPicked = (choice) => picked.some((other) => other.key === choice.key);

  function line(choice) {
    const node = el(
      "div",
      { id: freshId("option"), class: "option", role: "option", "aria-selected": String(isPicked(choice)), testid: "option", on: { mousedown: (event) => (event.preventDefault(), choose(choice)) } },
      choice.picture ?? null,
      el("span", { class: "menu-words" }, choice.label, choice.note ? el("span", { class: "menu-note" }, choice.note) : null),
      isPicked(choice) ? el("span", { class: "option-tick", "aria-hidden": "true" }, "✓") : null,
    );
    lines.push({ choice, node });
    return node;
  }

  function point(at) {
    lines[active]?.node.classList.remove("active");
    active = at;
    const node = lines[at]?.node;
    node?.classList.add("active");
    node?.scrollIntoView({ block: "nearest" });
    if (node) input.setAttribute("aria-activedescendant", node.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(choice) {
    if (!several) picked = [choice];
    else if (isPicked(choice)) picked = picked.filter((other) => other.key !== choice.key);
    else if (picked.length < most) picked = [...picked, choice];
    write();
    if (several && open) show("");
    else shut();
    onChange(picked);
  }

  function shut() {
    if (!open) return;
    open = false;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    if (list.isConnected) list.hidePopover();
    write();
  }

  function keydown(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return show("");
      point((active + (event.key === "ArrowDown" ? 1 : -1) + lines.length) % Math.max(lines.length, 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (lines[active]) choose(lines[active].choice);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    } else if (event.key === "Backspace" && !several && picked.length && input.selectionEnd - input.selectionStart === input.value.length) {
      picked = [];
      onChange(picked);
      show("");
    } else if (event.key === "Backspace" && several && !input.value && picked.length) choose(picked.at(-1));
  }

  root.clear = () => ((picked = [...chosen]), write());
  return root;
}
