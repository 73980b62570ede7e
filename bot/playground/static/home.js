/* The app's own page: its Home tab (a view of blocks) and its Messages tab (the conversation with it). */
import { order } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { drawChannel, menuButton } from "./channel.js";
import { el, reconcile } from "./dom.js";
import { appAvatar } from "./people.js";
import { appConversation, appName, openApp, send, store } from "./store.js";
import { orToast } from "./toasts.js";

let form = new Map();
let formOf = null;

export function drawApp(root) {
  const conversation = appConversation();
  if (store.place.tab === "messages" && conversation) return drawChannel(root, conversation.id, appHeader("messages"));
  const body = store.place.tab === "messages" ? noConversation() : homeEntry();
  if (!root.querySelector(":scope > .home-scroller")) root.replaceChildren(el("header", { class: "pane-header" }), el("div", { class: "scroller home-scroller", tabindex: "0", role: "group", "aria-label": "App home" }));
  const [header, scroller] = root.children;
  reconcile(header, [{ key: "header", signature: store.place.tab, build: () => appHeader(store.place.tab) }]);
  reconcile(scroller, [body]);
}

function appHeader(tab) {
  const one = (name, words) =>
    el("button", { type: "button", role: "tab", class: "tab", id: `tab-${name}`, "aria-selected": String(tab === name), testid: `tab-${name}`, data: { focusKey: `tab-${name}` }, on: { click: () => openApp(name) } }, words);
  return el(
    "div",
    { class: "app-header" },
    el("div", { class: "pane-header-row" }, menuButton(), el("h1", { class: "pane-title" }, appAvatar("s"), appName()), el("span", { class: "app-badge" }, "APP")),
    el("div", { class: "tabs", role: "tablist", "aria-label": appName() }, one("home", "Home"), one("messages", "Messages")),
  );
}

function noConversation() {
  return { key: "none", signature: "none", build: () => el("div", { class: "opening" }, el("p", {}, `${appName()} has not written to you yet. What it sends to you alone arrives here.`)) };
}

function homeEntry() {
  const view = store.state.home;
  if (!view) return { key: "home", signature: "empty", build: () => el("div", { class: "opening", testid: "home" }, el("p", {}, `${appName()} has not published its Home for you yet.`)) };
  if (formOf !== `${store.as} ${view.id ?? ""}`) [form, formOf] = [new Map(), `${store.as} ${view.id ?? ""}`];
  return { key: "home", signature: JSON.stringify([store.as, view.blocks, view.hash]), build: () => el("div", { class: "home", testid: "home" }, renderBlocks(view.blocks ?? [], placeOf(view))) };
}

function placeOf(view) {
  const where = { channel: null, message_ts: null, view_id: view.id ?? null };
  return {
    surface: "home",
    form,
    act: async (click) => orToast(await send("click", { ...where, ...click })),
    options: (search) => order("options", { as: store.as, ...where, ...search }),
  };
}
