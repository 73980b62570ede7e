/* The list above a composer that completes what is being typed: arrows choose, Tab or Enter takes, Esc closes. */
import { el, freshId } from "./dom.js";

/* lines: [{key, text, replaces (letters before the caret), label, picture, usage?, note?, after?}] */
export class Suggestions {
  constructor(field, onTaken) {
    this.id = freshId("completion");
    this.field = field;
    this.onTaken = onTaken;
    this.lines = [];
    this.active = 0;
    this.list = el("div", { id: this.id, class: "completion", role: "listbox", "aria-label": "Suggestions", hidden: true });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.id]]) field.setAttribute(name, value);
  }

  offer(lines) {
    if (!lines.length) return this.close();
    this.lines = lines;
    this.list.replaceChildren(...lines.map((line, at) => this.draw(line, at)));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.point(0);
  }

  draw(line, at) {
    const press = (event) => {
      event.preventDefault();
      this.take(at);
    };
    const first = el("span", {}, el("strong", {}, line.label), line.usage ? el("span", { class: "completion-usage" }, ` ${line.usage}`) : null);
    const words = el("span", { class: "completion-words" }, first, line.note ? el("span", { class: "completion-note" }, line.note) : null);
    const traits = { id: `${this.id}-${at}`, class: "completion-line", role: "option", "aria-selected": "false", testid: "completion-option", data: { key: line.key } };
    return el("div", { ...traits, on: { mousedown: press, mousemove: () => this.point(at) } }, line.picture, words, line.after ? el("span", { class: "completion-after" }, line.after) : null);
  }

  point(at) {
    this.active = at;
    [...this.list.children].forEach((node, position) => {
      node.classList.toggle("active", position === at);
      node.setAttribute("aria-selected", String(position === at));
    });
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `${this.id}-${at}`);
  }

  take(at) {
    const { text, replaces } = this.lines[at];
    const caret = this.field.selectionStart;
    this.field.setRangeText(text, caret - replaces, caret, "end");
    this.close();
    this.onTaken();
    this.field.focus();
  }

  close() {
    this.lines = [];
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /* Whether the key was meant for the list; a command already typed in full is sent by Enter, not completed. */
  takes(event) {
    if (!this.lines.length) return false;
    const keys = { ArrowDown: () => this.walk(1), ArrowUp: () => this.walk(-1), Tab: () => this.take(this.active), Escape: () => this.close() };
    const act = event.key === "Enter" && !this.isWhole() ? keys.Tab : keys[event.key];
    if (!act || event.shiftKey) return false;
    event.preventDefault();
    act();
    return true;
  }

  walk(step) {
    this.point((this.active + step + this.lines.length) % this.lines.length);
  }

  isWhole() {
    return this.lines[this.active].text.trim() === this.field.value.trim();
  }
}
