/* Where one types: Enter sends, Shift+Enter breaks the line, "/" offers commands, "@" people, ArrowUp what was sent. */
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { appAvatar, avatar, peopleToMention } from "./people.js";
import { appName, channelById, send, store } from "./store.js";
import { Suggestions } from "./suggestions.js";
import { orToast } from "./toasts.js";

const drafts = new Map();
const sent = [];

/* where: {channel, thread_ts?}; label: the placeholder and accessible name.
   The node returned can take text (`write`) and the focus (`focusField`). */
export function composer(where, label, { testid = "composer", onSent } = {}) {
  const made = new Composer(where, label, testid, onSent);
  made.root.write = (text) => made.write(text);
  made.root.focusField = () => made.field.focus();
  return made.root;
}

class Composer {
  constructor(where, label, testid, onSent) {
    Object.assign(this, { where, testid, onSent });
    this.draftKey = `${store.as} ${where.channel} ${where.thread_ts ?? ""}`;
    this.history = 0;
    this.build(label);
    this.settle();
  }

  build(label) {
    const errorId = freshId("composer-error");
    this.field = el("textarea", {
      class: "composer-field", rows: 1, placeholder: label, "aria-label": label, "aria-describedby": errorId, testid: this.testid, value: drafts.get(this.draftKey) ?? "", autocomplete: "off",
      on: { input: () => this.typed(), keydown: (event) => this.keydown(event), blur: () => setTimeout(() => this.suggestions.close(), 150) },
    });
    this.suggestions = new Suggestions(this.field, () => this.settle());
    this.hint = el("div", { class: "composer-hint" });
    this.error = el("div", { id: errorId, class: "composer-error", role: "alert", testid: "composer-error" });
    this.sendButton = el("button", { type: "button", class: "composer-send", "aria-label": "Send", title: "Send", testid: `${this.testid}-send`, on: { click: () => this.submit() } }, icon("send", 16));
    this.frame = el("div", { class: "composer-frame" }, this.field, this.tools());
    this.root = el("div", { class: "composer" }, this.suggestions.list, this.frame, this.hint, this.error);
  }

  tools() {
    const tip = el("span", { class: "composer-tip" }, el("kbd", {}, "Shift"), " + ", el("kbd", {}, "Enter"), " for a new line");
    const plus = el("button", { type: "button", class: "composer-plus", "aria-label": "Shortcuts", title: "Shortcuts and commands", "aria-haspopup": "menu", testid: `${this.testid}-shortcuts`, on: { click: () => openMenu(plus, this.offers(), { label: "Shortcuts and commands" }) } }, icon("plus", 16));
    return el("div", { class: "composer-tools" }, plus, tip, el("span", { class: "spinner", "aria-hidden": "true" }), this.sendButton);
  }

  /* The app's global shortcuts and its commands. */
  offers() {
    const shortcuts = store.state.shortcuts.filter((shortcut) => shortcut.type === "global");
    const run = (shortcut) => async () => orToast(await send("shortcut", { callback_id: shortcut.callback_id, channel: this.where.channel }));
    const lines = shortcuts.map((shortcut) => ({ label: shortcut.name, note: appName(), icon: appAvatar("s"), testid: `shortcut-${shortcut.callback_id}`, pick: run(shortcut) }));
    const commands = store.state.commands.map((command) => ({ label: command.command, note: command.description, icon: appAvatar("s"), pick: () => this.write(`${command.command} `) }));
    return [...(lines.length ? [{ heading: "Shortcuts" }, ...lines, { rule: true }] : []), { heading: "Commands" }, ...commands];
  }

  /* ---- typing ---- */

  typed() {
    this.history = 0;
    this.error.textContent = "";
    this.settle();
    this.suggestions.offer(suggestionsFor(this.field.value.slice(0, this.field.selectionStart)));
  }

  settle() {
    drafts.set(this.draftKey, this.field.value);
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight || 24, 220)}px`);
    const ready = Boolean(this.field.value.trim());
    this.sendButton.disabled = !ready;
    this.frame.classList.toggle("ready", ready);
    this.hint.textContent = usage(this.field.value);
  }

  keydown(event) {
    if (event.isComposing || this.suggestions.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && (this.history > 0 || !this.field.value)) this.recall(event, 1);
    else if (event.key === "ArrowDown" && this.history > 0) this.recall(event, -1);
  }

  recall(event, step) {
    const mine = sent.filter((past) => past.as === store.as);
    if (!mine.length) return;
    event.preventDefault();
    const at = Math.min(Math.max(this.history + step, 0), mine.length);
    this.write(at ? mine.at(-at).text : "");
    this.history = at;
  }

  write(text) {
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.error.textContent = "";
    this.settle();
    this.suggestions.close();
    this.field.focus();
  }

  /* ---- sending ---- */

  async submit() {
    const text = this.field.value.trim();
    if (!text || this.root.getAttribute("aria-busy") === "true") return;
    this.suggestions.close();
    this.setBusy(true);
    const before = new Set(store.state.notices?.map((notice) => notice.id));
    const answer = await send("message", { ...this.where, text });
    this.setBusy(false);
    const refusal = answer.ok ? refusalOf(text, before) : (answer.error ?? "That could not be sent.");
    if (refusal) this.refuse(refusal);
    else this.accepted(text);
  }

  accepted(text) {
    sent.push({ as: store.as, text });
    this.field.value = "";
    this.error.textContent = "";
    this.history = 0;
    this.settle();
    drafts.delete(this.draftKey);
    this.onSent?.(text);
  }

  setBusy(busy) {
    this.root.setAttribute("aria-busy", String(busy));
    this.field.readOnly = busy;
    if (busy) this.sendButton.disabled = true;
    else this.settle();
  }

  refuse(sentence) {
    this.error.textContent = sentence;
    if (!document.querySelector("[data-layer=modal]")) this.field.focus();
  }
}

/* Slack tells in a notice that a command is none of its own or was not answered, and leaves it in the composer. */
function refusalOf(text, before) {
  const [command] = text.split(/\s/, 1);
  const fresh = (store.state.notices ?? []).filter((notice) => !before.has(notice.id));
  return command.startsWith("/") ? fresh.find((notice) => notice.level === "error" && notice.text.startsWith(command))?.text : null;
}

/* The command's own usage line, while one types its text. */
function usage(text) {
  const [name] = text.split(/\s/, 1);
  const command = text.startsWith("/") && text.length > name.length ? store.state.commands.find((one) => one.command === name) : null;
  return command?.usage_hint ? `${command.command} ${command.usage_hint}` : "";
}

/* ---- what can be completed ---- */

function suggestionsFor(before) {
  if (/^\/\S*$/.test(before)) return commandLines(before);
  const name = /(?:^|\s)@([\p{L}\p{N}]*)$/u.exec(before);
  return name ? personLines(name[1]) : [];
}

function commandLines(prefix) {
  const fitting = store.state.commands.filter(({ command }) => command.startsWith(prefix.toLowerCase()));
  return fitting.map((one) => ({ key: one.command, text: `${one.command} `, replaces: prefix.length, picture: appAvatar("s"), label: one.command, usage: one.usage_hint, note: one.description, after: appName() }));
}

function personLines(prefix) {
  const fitting = peopleToMention().filter((person) => person.kind !== "bot" && person.name.toLowerCase().startsWith(prefix.toLowerCase()));
  return fitting.map((person) => ({ key: person.id, text: `@${handleOf(person)} `, replaces: prefix.length + 1, picture: avatar(person.id, "s"), label: person.name, note: person.title ?? "" }));
}

/* The name Slack writes after an "@": small letters, dots for spaces. */
const handleOf = (person) => person.name.toLowerCase().replace(/ /g, ".");

/* Why this person cannot write here; null when they can. */
export function whyNoComposer(channelId, person) {
  if (channelById(channelId)?.archived) return "This channel is archived.";
  if (person?.kind === "deactivated") return `${person.name} is deactivated and cannot write here.`;
  return null;
}
