/* One message as Slack shows it: avatar, name, APP badge, time, text or blocks, and what one can do with it. */
import { order } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { appAvatar, avatar, nameOf } from "./people.js";
import { appName, isApp, openThread, send, store } from "./store.js";
import { clockTime, fullMoment, momentOf } from "./time.js";
import { orToast, toast } from "./toasts.js";

const dismissed = new Set();
export const isDismissed = (message) => dismissed.has(message.ts);

/* traits: {channel, grouped (continues the one above), inThread, redraw} */
export function messageNode(message, traits) {
  const when = momentOf(message);
  const classes = ["message", traits.grouped && "grouped", message.ephemeral && "ephemeral", isApp(message.by) && "from-app"].filter(Boolean);
  return el(
    "article",
    { class: classes.join(" "), tabindex: "-1", testid: "message", "aria-label": `${nameOf(message.by)}, ${fullMoment(when)}`, data: { ts: message.ts, by: message.by, ephemeral: String(Boolean(message.ephemeral)) } },
    message.ephemeral ? onlyYou(message, traits) : null,
    el("div", { class: "message-gutter" }, traits.grouped ? el("time", { class: "message-aside", datetime: when.toISOString(), title: fullMoment(when) }, clockTime(when)) : avatar(message.by, "m")),
    el("div", { class: "message-main" }, traits.grouped ? null : head(message, when), body(message, traits), repliesLine(message, traits)),
    toolbar(message, traits),
  );
}

function onlyYou(message, traits) {
  const dismiss = () => (dismissed.add(message.ts), traits.redraw());
  return el("div", { class: "only-you", testid: "only-you" }, icon("eye", 14), el("span", {}, "Only visible to you"), el("button", { type: "button", class: "link-button", on: { click: dismiss } }, "Dismiss"));
}

function head(message, when) {
  return el(
    "div",
    { class: "message-head" },
    el("span", { class: "message-name" }, nameOf(message.by)),
    isApp(message.by) ? el("span", { class: "app-badge", "aria-label": "App" }, "APP") : null,
    el("time", { class: "message-time", datetime: when.toISOString(), title: fullMoment(when) }, clockTime(when)),
  );
}

function body(message, traits) {
  const blocks = message.blocks?.length ? renderBlocks(message.blocks, placeOf(message, traits)) : [el("div", { class: "plain-message" }, mrkdwn(message.text ?? ""))];
  const edited = message.edited && !message.ephemeral ? el("span", { class: "edited", testid: "edited" }, "(edited)") : null;
  const said = message.blocks?.length || message.text || !message.files?.length ? blocks : null;
  return el("div", { class: "message-text", testid: "message-text" }, said, edited, (message.files ?? []).map(fileCard));
}

/* A file as a card; pressing it saves the file. */
function fileCard(file) {
  const kind = file.name.split(".").pop().toUpperCase();
  const address = `/play/files/${encodeURIComponent(file.id)}?as=${encodeURIComponent(store.as)}`;
  return el(
    "a",
    { class: "file-card", href: address, download: file.name, testid: "file" },
    el("span", { class: "file-kind", "aria-hidden": "true" }, kind),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.title), el("span", { class: "file-size" }, `${kind}, ${sizeOf(file.size)}`)),
  );
}

const sizeOf = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`);

function placeOf(message, traits) {
  const where = { channel: traits.channel, message_ts: message.ts, view_id: null };
  return {
    surface: "message",
    form: new Map(),
    act: async (click) => orToast(await send("click", { ...where, ...click })),
    options: (search) => order("options", { as: store.as, ...where, ...search }),
  };
}

function repliesLine(message, traits) {
  if (!message.replies || traits.inThread) return null;
  const words = `${message.replies} ${message.replies === 1 ? "reply" : "replies"}`;
  return el("button", { type: "button", class: "replies", testid: "replies", on: { click: () => openThread(traits.channel, message.thread_ts ?? message.ts) } }, icon("reply", 14), words, el("span", { class: "replies-hint" }, "View thread"));
}

/* ---- the toolbar that shows on hover and focus ---- */

function toolbar(message, traits) {
  if (message.ephemeral) return null;
  const canReply = !traits.inThread;
  return el(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Message actions" },
    canReply ? tool("Reply in thread", "reply", "reply-in-thread", () => openThread(traits.channel, message.thread_ts ?? message.ts)) : null,
    tool("More actions", "more", "more-actions", (event) => openMenu(event.currentTarget, choices(message, traits), { label: "More actions", end: true, testid: "message-menu" }), "menu"),
  );
}

function tool(name, drawing, testid, press, popup) {
  return el("button", { type: "button", class: "icon-button", "aria-label": name, title: name, testid, "aria-haspopup": popup, on: { click: press } }, icon(drawing));
}

function choices(message, traits) {
  const shortcuts = store.state.shortcuts.filter((shortcut) => shortcut.type === "message");
  const lines = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    note: appName(),
    icon: appAvatar("s"),
    testid: `shortcut-${shortcut.callback_id}`,
    pick: async () => orToast(await send("shortcut", { callback_id: shortcut.callback_id, channel: traits.channel, message_ts: message.ts })),
  }));
  const copy = { label: "Copy text", icon: icon("copy"), pick: () => copyText(message) };
  return [copy, ...(lines.length ? [{ rule: true }, { heading: "Message shortcuts" }, ...lines] : [])];
}

async function copyText(message) {
  try {
    await navigator.clipboard.writeText(unescape(message.text ?? ""));
    toast("Copied.");
  } catch {
    toast("The browser did not allow copying.", "error");
  }
}
