/* A field one types into to choose from a list: Slack's selects, for one or for several. */
import { el, freshId } from "./dom.js";
import { place } from "./menu.js";

/* options:
   load(query)   → Promise<[{heading?, choices: [{key, label, note?, picture?}]}]>
   onChange      receives the chosen [{key, label, …}]
   several, most, chosen, placeholder, labels (the input's accessible name), focusKey, minQuery, testid
   The node returned can `clear()` itself back to what was chosen at first. */
export function combobox(options) {
  const box = new Combobox(options);
  box.root.clear = () => box.reset();
  return box.root;
}

class Combobox {
  constructor({ several = false, most = Infinity, chosen = [], minQuery = 0, ...options }) {
    Object.assign(this, options, { several, most, chosen, minQuery });
    this.picked = [...chosen];
    this.lines = [];
    this.active = -1;
    this.open = false;
    this.asked = 0;
    this.build();
    this.write();
  }

  build() {
    const listId = freshId("list");
    this.input = el("input", {
      type: "text", role: "combobox", class: "combo-input", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": listId, ...(this.labels ?? {}), data: this.focusKey ? { focusKey: this.focusKey } : {},
      on: { focus: () => this.input.select(), click: () => this.show(""), input: () => this.show(this.input.value), keydown: (event) => this.keydown(event), blur: () => setTimeout(() => this.shut(), 120) },
    });
    this.list = el("div", { id: listId, class: "panel listbox", popover: "manual", role: "listbox", "aria-multiselectable": this.several ? "true" : null });
    this.chips = this.several ? el("span", { class: "chips" }) : null;
    const arrow = el("span", { class: "combo-arrow", "aria-hidden": "true" }, "▾");
    this.root = el("div", { class: `combo${this.several ? " combo-several" : ""}`, testid: this.testid, on: { mousedown: (event) => this.pressed(event) } }, this.chips, this.input, arrow, this.list);
  }

  reset() {
    this.picked = [...this.chosen];
    this.write();
  }

  /* ---- what is shown in the field ---- */

  write() {
    this.chips?.replaceChildren(...this.picked.map((choice) => this.chip(choice)));
    this.input.value = this.several ? "" : (this.picked[0]?.label ?? "");
    this.input.placeholder = this.several && this.picked.length ? "" : (this.placeholder ?? "Choose an option");
  }

  chip(choice) {
    const drop = () => {
      this.choose(choice);
      this.input.focus();
    };
    return el("span", { class: "chip" }, choice.label, el("button", { type: "button", class: "chip-drop", "aria-label": `Remove ${choice.label}`, on: { click: drop } }, "×"));
  }

  /* ---- the list ---- */

  async show(query) {
    const mine = ++this.asked;
    if (!this.open) this.unfold();
    const groups = query.length < this.minQuery ? null : await this.load(query);
    if (mine === this.asked && this.open) this.draw(groups, query);
  }

  unfold() {
    this.open = true;
    this.list.showPopover();
    this.input.setAttribute("aria-expanded", "true");
  }

  draw(groups, query) {
    this.lines = [];
    const nodes = (groups ?? []).flatMap(({ heading, choices }) => this.group(heading, choices));
    this.list.replaceChildren(...(nodes.length ? nodes : [el("div", { class: "menu-empty" }, groups ? "No results" : this.typeMore(query))]));
    place(this.list, this.root, { wide: true });
    this.point(this.lines.findIndex(({ choice }) => this.isPicked(choice)));
    if (this.active < 0 && query) this.point(0);
  }

  typeMore(query) {
    const missing = this.minQuery - query.length;
    return `Type ${missing} more letter${missing === 1 ? "" : "s"}`;
  }

  group(heading, choices) {
    const drawn = choices.map((choice) => this.line(choice));
    return heading && drawn.length ? [el("div", { class: "menu-heading", role: "presentation" }, heading), ...drawn] : drawn;
  }

  line(choice) {
    const press = (event) => {
      event.preventDefault();
      this.choose(choice);
    };
    const tick = this.isPicked(choice) ? el("span", { class: "option-tick", "aria-hidden": "true" }, "✓") : null;
    const words = el("span", { class: "menu-words" }, choice.label, choice.note ? el("span", { class: "menu-note" }, choice.note) : null);
    const node = el("div", { id: freshId("option"), class: "option", role: "option", "aria-selected": String(this.isPicked(choice)), testid: "option", on: { mousedown: press } }, choice.picture ?? null, words, tick);
    this.lines.push({ choice, node });
    return node;
  }

  point(at) {
    this.lines[this.active]?.node.classList.remove("active");
    this.active = at;
    const node = this.lines[at]?.node;
    node?.classList.add("active");
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  shut() {
    if (!this.open) return;
    this.open = false;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (this.list.isConnected) this.list.hidePopover();
    this.write();
  }

  /* ---- choosing ---- */

  isPicked(choice) {
    return this.picked.some((other) => other.key === choice.key);
  }

  choose(choice) {
    if (!this.several) this.picked = [choice];
    else if (this.isPicked(choice)) this.picked = this.picked.filter((other) => other.key !== choice.key);
    else if (this.picked.length < this.most) this.picked = [...this.picked, choice];
    this.write();
    if (this.several && this.open) this.show("");
    else this.shut();
    this.onChange(this.picked);
  }

  pressed(event) {
    if (event.target !== this.root) return;
    event.preventDefault();
    this.input.focus();
    this.show("");
  }

  keydown(event) {
    const keys = { ArrowDown: () => this.walk(event, 1), ArrowUp: () => this.walk(event, -1), Enter: () => this.enter(event), Escape: () => this.escape(event), Backspace: () => this.backspace() };
    keys[event.key]?.();
  }

  walk(event, step) {
    event.preventDefault();
    if (!this.open) this.show("");
    else this.point((this.active + step + this.lines.length) % Math.max(this.lines.length, 1));
  }

  enter(event) {
    if (!this.open) return;
    event.preventDefault();
    if (this.lines[this.active]) this.choose(this.lines[this.active].choice);
  }

  escape(event) {
    if (!this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.shut();
  }

  backspace() {
    if (!this.picked.length) return;
    if (this.several && !this.input.value) this.choose(this.picked.at(-1));
    else if (!this.several && this.input.selectionEnd - this.input.selectionStart === this.input.value.length) this.empty();
  }

  empty() {
    this.picked = [];
    this.onChange(this.picked);
    this.show("");
  }
}
