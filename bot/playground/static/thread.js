/* The side panel with one thread: the message it hangs on, its replies, and a composer of its own. */
import { composer, whyNoComposer } from "./composer.js";
import { drawMessages, keepingFoot } from "./conversation.js";
import { el, narrow } from "./dom.js";
import { icon } from "./icons.js";
import { channelName } from "./people.js";
import { channelById, closeThread, me, messagesIn, store } from "./store.js";

const onScreen = { key: null };

export function drawThread(root) {
  const { thread } = store;
  root.hidden = !thread;
  document.getElementById("workspace").classList.toggle("with-thread", Boolean(thread));
  if (!thread) return leave(root);
  if (!channelById(thread.channel)) return closeThread();
  const key = `${store.as} ${thread.channel} ${thread.ts}`;
  const entered = key !== onScreen.key;
  if (entered) enter(root, thread, key);
  const messages = messagesIn(thread.channel).filter((message) => message.ts === thread.ts || message.thread_ts === thread.ts);
  keepingFoot(onScreen.scroller, entered, () => drawMessages(onScreen.list, messages, { channel: thread.channel, inThread: true }));
  if (entered && !narrow()) onScreen.composer?.focusField();
}

function leave(root) {
  if (!onScreen.key) return;
  onScreen.key = null;
  root.replaceChildren();
}

function enter(root, thread, key) {
  const why = whyNoComposer(thread.channel, me());
  onScreen.key = key;
  onScreen.list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": "Thread messages" });
  onScreen.scroller = el("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Thread" }, onScreen.list);
  onScreen.composer = why ? null : composer({ channel: thread.channel, thread_ts: thread.ts }, "Reply…", { testid: "thread-composer" });
  root.replaceChildren(header(thread), onScreen.scroller, el("div", { class: "pane-foot" }, onScreen.composer ?? el("div", { class: "no-composer" }, why)));
}

function header(thread) {
  const channel = channelById(thread.channel);
  const where = channel.kind === "dm" ? channelName(channel.id) : `#${channel.name}`;
  return el(
    "header",
    { class: "pane-header" },
    el("div", { class: "pane-header-row" }, el("h2", { class: "pane-title" }, "Thread"), el("span", { class: "pane-topic" }, where), el("button", { type: "button", class: "icon-button", "aria-label": "Close thread", testid: "thread-close", on: { click: closeThread } }, icon("close"))),
  );
}
