/* The middle of the window: a channel or a direct message with its header, messages and composer. */
import { composer, whyNoComposer } from "./composer.js";
import { drawMessages, keepingFoot } from "./conversation.js";
import { el, narrow, replaceKeepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown.js";
import { openPanel } from "./menu.js";
import { avatar, channelIcon, channelName, kindBadge, nameOf, sharedSentence } from "./people.js";
import { openSidebar } from "./sidebar.js";
import { channelById, markRead, me, messagesIn, partnerOf, personById, store } from "./store.js";
import { welcomeCard, noteSent } from "./welcome.js";

const onScreen = { key: null, list: null, scroller: null, composer: null, foot: null, header: null, card: null, headerSignature: null };

export const currentComposer = () => onScreen.composer;

export function drawChannel(root, channelId, header = null) {
  const key = `${store.as} ${channelId} ${header ? "app" : ""}`;
  const entered = key !== onScreen.key || !root.contains(onScreen.scroller);
  if (entered) enter(root, channelId, key, header);
  drawHeader(channelId, header);
  drawFoot(channelId);
  drawCard(channelId);
  const messages = messagesIn(channelId).filter((message) => !message.thread_ts || message.thread_ts === message.ts);
  const drawAll = () => drawMessages(onScreen.list, messages, { channel: channelId, inThread: false });
  if (messages.length) keepingFoot(onScreen.scroller, entered, drawAll);
  else drawAll();
  onScreen.opening.hidden = messages.length > 0;
  markRead(channelId);
  if (entered && !narrow()) onScreen.composer?.focusField();
}

function enter(root, channelId, key, header) {
  Object.assign(onScreen, {
    key,
    header: el("header", { class: "pane-header", testid: "channel-header" }),
    headerSignature: null,
    footSignature: null,
    composer: null,
    list: el("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": `Messages in ${channelName(channelId)}`, testid: "messages" }),
    foot: el("div", { class: "pane-foot" }),
    card: el("div", {}),
    nextStep: el("div", {}),
    opening: opening(channelId, Boolean(header)),
  });
  onScreen.scroller = el("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Conversation" }, onScreen.card, el("div", { class: "scroller-push" }), onScreen.opening, onScreen.list);
  root.replaceChildren(onScreen.header, onScreen.scroller, onScreen.foot);
}

function opening(channelId, isAppConversation) {
  const channel = channelById(channelId);
  if (isAppConversation) return el("div", { class: "opening" }, el("p", {}, "What the app sends to you alone arrives here."));
  if (channel.kind === "dm") return el("div", { class: "opening" }, avatar(partnerOf(channel), "l"), el("p", {}, `This is the start of your conversation with ${channelName(channelId)}.`));
  const words = channel.kind === "private" ? "Only its members can see this channel." : "Everyone in the workspace can find this channel.";
  return el("div", { class: "opening" }, el("h2", { class: "opening-title" }, channelIcon(channel, 24), channel.name), el("p", {}, `This is the very beginning of the ${channel.name} channel. ${words}`));
}

/* ---- header ---- */

function drawHeader(channelId, header) {
  const channel = channelById(channelId);
  const signature = JSON.stringify([channel, store.state.people, Boolean(header)]);
  if (signature === onScreen.headerSignature) return;
  onScreen.headerSignature = signature;
  replaceKeepingFocus(onScreen.header, header ?? channelHeader(channel), sharedBanner(channel));
}

export function menuButton() {
  return el("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Channels", testid: "open-sidebar", data: { focusKey: "open-sidebar" }, on: { click: openSidebar } }, icon("menu"));
}

function channelHeader(channel) {
  const title = channel.kind === "dm" ? [avatar(partnerOf(channel), "s"), channelName(channel.id)] : [channelIcon(channel, 18), channel.name];
  return el(
    "div",
    { class: "pane-header-row" },
    menuButton(),
    el("h1", { class: "pane-title", testid: "channel-title" }, title),
    channel.shared ? el("span", { class: "shared-badge", title: "Shared with another company" }, icon("shared", 16), el("span", {}, "Shared")) : null,
    channel.topic ? el("span", { class: "pane-topic", title: channel.topic }, channel.topic) : el("span", { class: "pane-topic" }),
    (channel.canvases ?? []).map(canvasButton),
    channel.kind === "dm" ? null : membersButton(channel),
  );
}

/* A canvas is a tab of its channel. */
function canvasButton(canvas) {
  const page = () => [el("div", { class: "menu-heading" }, canvas.title), el("div", { class: "canvas-page", testid: "canvas-page" }, markdown(canvas.markdown))];
  const button = el("button", { type: "button", class: "members", title: canvas.title, "aria-haspopup": "dialog", testid: "canvas", data: { focusKey: canvas.id }, on: { click: () => openPanel(button, page, { label: canvas.title, end: true }) } }, icon("copy", 16), el("span", {}, "Canvas"));
  return button;
}

function membersButton(channel) {
  const button = el(
    "button",
    { type: "button", class: "members", "aria-label": `${channel.members.length} members`, "aria-haspopup": "dialog", testid: "members", data: { focusKey: "members" }, on: { click: () => openPanel(button, () => memberList(channel), { label: "Members", end: true }) } },
    channel.members.slice(0, 3).map((id) => avatar(id, "xs")),
    el("span", { class: "members-count" }, String(channel.members.length)),
  );
  return button;
}

function memberList(channel) {
  const line = (id) => el("li", {}, avatar(id, "s"), el("span", { class: "menu-words" }, nameOf(id), el("span", { class: "menu-note" }, personById(id)?.title ?? "")), badgeOf(id));
  return [el("div", { class: "menu-heading" }, `Members of ${channel.name}`), el("ul", { class: "member-list" }, channel.members.map(line))];
}

function badgeOf(id) {
  const person = personById(id);
  if (!person || person.kind === "member") return null;
  return person.kind === "bot" ? el("span", { class: "app-badge" }, "APP") : kindBadge(person);
}

function sharedBanner(channel) {
  const words = sharedSentence(channel);
  return words ? el("div", { class: `shared-banner${channel.shared ? "" : " pending"}`, testid: "shared-banner" }, icon("shared", 16), el("span", {}, words)) : null;
}

/* ---- foot and welcome ---- */

function drawFoot(channelId) {
  const why = whyNoComposer(channelId, me());
  const signature = why ?? "composer";
  if (signature === onScreen.footSignature) return;
  onScreen.footSignature = signature;
  onScreen.composer = why ? null : composer({ channel: channelId }, `Message ${placeName(channelId)}`, { onSent: sentHere });
  onScreen.foot.replaceChildren(onScreen.nextStep, onScreen.composer ?? el("div", { class: "no-composer" }, why));
}

const placeName = (channelId) => (channelById(channelId).kind === "dm" ? channelName(channelId) : `#${channelName(channelId)}`);

function sentHere(text) {
  noteSent(text);
  onScreen.scroller.scrollTop = onScreen.scroller.scrollHeight;
}

function drawCard(channelId) {
  const card = channelById(channelId).kind === "dm" ? null : welcomeCard((text) => onScreen.composer?.write(text));
  for (const [place, slot] of [["top", onScreen.card], ["foot", onScreen.nextStep]]) fillSlot(slot, card?.dataset.place === place ? card : null);
}

function fillSlot(slot, card) {
  const signature = card?.dataset.signature ?? "";
  if ((slot.dataset.signature ?? "") === signature) return;
  slot.dataset.signature = signature;
  slot.replaceChildren(...(card ? [card] : []));
}
