/* Where one types: Enter sends, Shift+Enter breaks the line, "/" offers commands, "@" people, ArrowUp what was sent. */
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { appAvatar, avatar, peopleToMention } from "./people.js";
import { appName, channelById, send, store } from "./store.js";
import { orToast } from "./toasts.js";

const drafts = new Map();
const sent = [];

/* where: {channel, thread_ts?}; label: the placeholder and accessible name */
export function composer(where, label, { testid = "composer", onSent } = {}) {
  const draftKey = `${store.as} ${where.channel} ${where.thread_ts ?? ""}`;
  const ids = { list: freshId("completion"), error: freshId("composer-error") };
  let history = 0;
  let lines = [];
  let active = 0;

  const field = el("textarea", {
    class: "composer-field", rows: 1, placeholder: label, "aria-label": label, testid, value: drafts.get(draftKey) ?? "", spellcheck: "true", autocomplete: "off",
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": ids.list, "aria-describedby": ids.error,
    on: { input: typed, keydown, blur: () => setTimeout(closeList, 150) },
  });
  const list = el("div", { id: ids.list, class: "completion", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const hint = el("div", { class: "composer-hint" });
  const error = el("div", { id: ids.error, class: "composer-error", role: "alert", testid: "composer-error" });
  const sendButton = el("button", { type: "button", class: "composer-send", "aria-label": "Send", title: "Send", testid: `${testid}-send`, on: { click: submit } }, icon("send", 16));
  const frame = el(
    "div",
    { class: "composer-frame" },
    field,
    el("div", { class: "composer-tools" }, shortcutsButton(), el("span", { class: "composer-tip" }, el("kbd", {}, "Shift"), " + ", el("kbd", {}, "Enter"), " for a new line"), el("span", { class: "spinner", "aria-hidden": "true" }), sendButton),
  );
  const root = el("div", { class: "composer" }, list, frame, hint, error);
  settle();

  function shortcutsButton() {
    const button = el("button", { type: "button", class: "composer-plus", "aria-label": "Shortcuts", title: "Shortcuts and commands", "aria-haspopup": "menu", testid: `${testid}-shortcuts`, on: { click: () => openMenu(button, offers(), { label: "Shortcuts and commands" }) } }, icon("plus", 16));
    return button;
  }

  function offers() {
    const global = store.state.shortcuts.filter((shortcut) => shortcut.type === "global");
    const run = (shortcut) => async () => orToast(await send("shortcut", { callback_id: shortcut.callback_id, channel: where.channel }));
    const commands = store.state.commands.map((command) => ({ label: command.command, note: command.description, icon: appAvatar("s"), pick: () => write(`${command.command} `) }));
    const lines = global.map((shortcut) => ({ label: shortcut.name, note: appName(), icon: appAvatar("s"), testid: `shortcut-${shortcut.callback_id}`, pick: run(shortcut) }));
    return [...(lines.length ? [{ heading: "Shortcuts" }, ...lines, { rule: true }] : []), { heading: "Commands" }, ...commands];
  }

  function typed() {
    history = 0;
    error.textContent = "";
    settle();
    suggest();
  }

  function settle() {
    drafts.set(draftKey, field.value);
    field.style.setProperty("height", "auto");
    field.style.setProperty("height", `${Math.min(field.scrollHeight || 24, 220)}px`);
    sendButton.disabled = !field.value.trim();
    frame.classList.toggle("ready", Boolean(field.value.trim()));
    hint.textContent = usage(field.value);
  }

  /* ---- completion ---- */

  function suggest() {
    const before = field.value.slice(0, field.selectionStart);
    if (/^\/\S*$/.test(before)) return openList(commandLines(before));
    const name = /(?:^|\s)@([\p{L}\p{N}]*)$/u.exec(before);
    if (name) return openList(personLines(name[1]));
    closeList();
  }

  function commandLines(prefix) {
    return store.state.commands
      .filter(({ command }) => command.startsWith(prefix.toLowerCase()))
      .map((one) => ({ key: one.command, text: `${one.command} `, replaces: prefix.length, picture: appAvatar("s"), label: one.command, usage: one.usage_hint, note: one.description, after: appName() }));
  }

  function personLines(prefix) {
    return peopleToMention()
      .filter((person) => person.name.toLowerCase().startsWith(prefix.toLowerCase()) && person.kind !== "bot")
      .map((person) => ({ key: person.id, text: `@${handleOf(person)} `, replaces: prefix.length + 1, picture: avatar(person.id, "s"), label: person.name, note: person.title ?? "" }));
  }

  function openList(found) {
    lines = found;
    if (!found.length) return closeList();
    list.replaceChildren(...found.map(line));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    point(0);
  }

  function line(offer, at) {
    return el(
      "div",
      { id: `${ids.list}-${at}`, class: "completion-line", role: "option", "aria-selected": "false", testid: "completion-option", data: { key: offer.key }, on: { mousedown: (event) => (event.preventDefault(), complete(at)), mousemove: () => point(at) } },
      offer.picture,
      el("span", { class: "completion-words" }, el("span", {}, el("strong", {}, offer.label), offer.usage ? el("span", { class: "completion-usage" }, ` ${offer.usage}`) : null), offer.note ? el("span", { class: "completion-note" }, offer.note) : null),
      offer.after ? el("span", { class: "completion-after" }, offer.after) : null,
    );
  }

  function point(at) {
    active = at;
    [...list.children].forEach((node, position) => {
      node.classList.toggle("active", position === at);
      node.setAttribute("aria-selected", String(position === at));
    });
    list.children[at]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", `${ids.list}-${at}`);
  }

  function complete(at) {
    const { text, replaces } = lines[at];
    const caret = field.selectionStart;
    field.setRangeText(text, caret - replaces, caret, "end");
    closeList();
    settle();
    field.focus();
  }

  function closeList() {
    lines = [];
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /* ---- keys ---- */

  function keydown(event) {
    if (event.isComposing) return;
    if (lines.length && listKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && (history > 0 || !field.value)) recall(event, 1);
    else if (event.key === "ArrowDown" && history > 0) recall(event, -1);
  }

  function listKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point((active + step + lines.length) % lines.length);
    else if (event.key === "Tab" && !event.shiftKey) complete(active);
    else if (event.key === "Enter" && !event.shiftKey && lines[active].text.trim() !== field.value.trim()) complete(active);
    else if (event.key === "Escape") closeList();
    else return false;
    return true;
  }

  function recall(event, step) {
    const mine = sent.filter((past) => past.as === store.as);
    const at = Math.min(Math.max(history + step, 0), mine.length);
    if (!mine.length) return;
    event.preventDefault();
    write(at ? mine.at(-at).text : "");
    history = at;
  }

  function write(text) {
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    error.textContent = "";
    settle();
    closeList();
    field.focus();
  }

  /* ---- sending ---- */

  async function submit() {
    const text = field.value.trim();
    if (!text || root.getAttribute("aria-busy") === "true") return;
    closeList();
    setBusy(true);
    const order = { channel: where.channel, text, ...(where.thread_ts ? { thread_ts: where.thread_ts } : {}) };
    const before = new Set(store.state.notices?.map((notice) => notice.id));
    const answer = await send("message", order);
    setBusy(false);
    if (!answer.ok) return refuse(answer.error);
    const refusal = refusalOf(text, before);
    if (refusal) return refuse(refusal);
    sent.push({ as: store.as, text });
    drafts.delete(draftKey);
    field.value = "";
    error.textContent = "";
    history = 0;
    settle();
    onSent?.(text);
  }

  function setBusy(busy) {
    root.setAttribute("aria-busy", String(busy));
    field.readOnly = busy;
    if (busy) sendButton.disabled = true;
    else settle();
  }

  function refuse(sentence) {
    error.textContent = sentence ?? "That could not be sent.";
    settle();
    if (!document.querySelector("[data-layer=modal]")) field.focus();
  }

  root.write = write;
  root.focusField = () => field.focus();
  return root;
}

/* Slack tells in a notice that a command is none of its own or was not answered, and leaves it in the composer. */
function refusalOf(text, before) {
  const [command] = text.split(/\s/, 1);
  const fresh = (store.state.notices ?? []).filter((notice) => !before.has(notice.id));
  return command.startsWith("/") ? fresh.find((notice) => notice.level === "error" && notice.text.startsWith(command))?.text : null;
}

/* The name Slack writes after an "@": small letters, dots for spaces. */
const handleOf = (person) => person.name.toLowerCase().replace(/ /g, ".");

/* The command's own usage line, while one types its text. */
function usage(text) {
  const [name] = text.split(/\s/, 1);
  const command = text.startsWith("/") && text.length > name.length ? store.state.commands.find((one) => one.command === name) : null;
  return command?.usage_hint ? `${command.command} ${command.usage_hint}` : "";
}

/* Why this person cannot write here; null when they can. */
export function whyNoComposer(channelId, person) {
  if (channelById(channelId)?.archived) return "This channel is archived.";
  if (person?.kind === "deactivated") return `${person.name} is deactivated and cannot write here.`;
  return null;
}
