/* The left column: whose eyes one looks through, channels, direct messages and the app. */
import { el, narrow, replaceKeepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { appAvatar, avatar, channelIcon, kindBadge, nameOf, sharedSentence } from "./people.js";
import { actAs, appConversation, appName, me, myChannels, myDirectMessages, openApp, openChannel, partnerOf, seesApp, store, unreadIn } from "./store.js";
import { openTools } from "./tools.js";

export function openSidebar() {
  document.getElementById("workspace").classList.add("sidebar-open");
  document.querySelector("#sidebar [aria-current]")?.focus();
}

function closeSidebar() {
  document.getElementById("workspace").classList.remove("sidebar-open");
}

let signature = null;

export function drawSidebar(root) {
  const rows = [...myChannels(), ...myDirectMessages()].map((channel) => [channel, unreadIn(channel.id)]);
  const conversation = appConversation();
  const now = JSON.stringify([store.state.team, store.state.people, store.as, rows, conversation && unreadIn(conversation.id), store.place]);
  if (now === signature) return;
  signature = now;
  replaceKeepingFocus(
    root,
    el("div", { class: "team" }, el("span", { class: "team-name" }, store.state.team.name), el("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Close the list", on: { click: closeSidebar } }, icon("close"))),
    personSwitcher(),
    el("nav", { class: "places", "aria-label": "Channels and people" }, seesApp(me()) ? appGroup(conversation) : null, channelGroup(), directGroup()),
  );
}

/* ---- acting as someone ---- */

function personSwitcher() {
  const person = me();
  const button = el(
    "button",
    { type: "button", class: "person-switcher", testid: "person-switcher", "aria-haspopup": "menu", "aria-label": `You act as ${person?.name}. Change person`, data: { focusKey: "person", person: store.as }, on: { click: () => openMenu(button, people(), { label: "Act as", testid: "person-menu" }) } },
    avatar(store.as, "m"),
    el("span", { class: "menu-words" }, el("span", { class: "acting" }, "You act as"), el("strong", {}, person?.name ?? "")),
    person ? kindBadge(person) : null,
    icon("down", 16),
  );
  return button;
}

function people() {
  const others = store.state.people.filter((person) => person.kind !== "bot");
  const line = (person) => ({
    label: person.name,
    note: person.title ?? "",
    icon: avatar(person.id, "s"),
    after: el("span", { class: "menu-after" }, kindBadge(person), person.id === store.as ? el("span", { class: "option-tick", "aria-label": "now" }, "✓") : null),
    testid: `person-${person.name}`,
    pick: () => actAs(person.id),
  });
  return [{ heading: "Look through whose eyes?" }, ...others.map(line)];
}

/* ---- groups ---- */

function group(name, lines, after = null) {
  return el("section", { class: "place-group", "aria-label": name }, el("div", { class: "place-heading" }, el("h2", {}, name), after), el("ul", {}, lines.map((line) => el("li", {}, line))));
}

function channelGroup() {
  const add = el("button", { type: "button", class: "icon-button", "aria-label": "Make a channel", title: "Make a channel", testid: "add-channel", data: { focusKey: "add-channel" }, on: { click: () => openTools("channel") } }, icon("plus", 14));
  return group("Channels", myChannels().map(channelLine), add);
}

function channelLine(channel) {
  const shared = channel.shared || channel.pending_shared;
  const mark = shared ? el("span", { class: "place-shared", role: "img", "aria-label": sharedSentence(channel), title: sharedSentence(channel) }, icon("shared", 16)) : null;
  const now = store.place.kind === "channel" && store.place.id === channel.id;
  return placeButton({ key: `channel-${channel.id}`, testid: `channel-${channel.name}`, picture: channelIcon(channel, 16), name: channel.name, kind: channel.kind === "private" ? "private channel" : "channel", mark, now, unread: unreadIn(channel.id), pick: () => openChannel(channel.id), quiet: channel.archived });
}

function directGroup() {
  const lines = myDirectMessages().map((channel) => {
    const partner = partnerOf(channel);
    const now = store.place.kind === "channel" && store.place.id === channel.id;
    return placeButton({ key: `dm-${channel.id}`, testid: `dm-${nameOf(partner)}`, picture: avatar(partner, "xs"), name: nameOf(partner), kind: "direct message", now, unread: unreadIn(channel.id), pick: () => openChannel(channel.id) });
  });
  return lines.length ? group("Direct messages", lines) : null;
}

function appGroup(conversation) {
  const unread = conversation ? unreadIn(conversation.id) : 0;
  const pick = () => openApp(unread ? "messages" : "home");
  return group("Apps", [placeButton({ key: "app", testid: "app-giveget", picture: appAvatar("xs"), name: appName(), kind: "app", now: store.place.kind === "app", unread, pick })]);
}

function placeButton({ key, testid, picture, name, kind, mark, now, unread, pick, quiet }) {
  const go = () => {
    pick();
    if (narrow()) closeSidebar();
  };
  const label = [name, kind, unread ? `${unread} unread` : null].filter(Boolean).join(", ");
  return el(
    "button",
    { type: "button", class: `place${unread ? " unread" : ""}${quiet ? " quiet" : ""}`, testid, "aria-label": label, "aria-current": now ? "page" : null, data: { focusKey: key, unread: String(unread) }, on: { click: go } },
    el("span", { class: "place-picture" }, picture),
    el("span", { class: "place-name" }, name),
    mark,
    unread && !now ? el("span", { class: "place-count", "aria-hidden": "true" }, String(unread)) : null,
  );
}

document.addEventListener("keydown", (event) => event.key === "Escape" && closeSidebar());
