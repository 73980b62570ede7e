/* The playground's drawer: channels, who is in them, faults on demand, and starting over. None of it is Slack. */
import { el, freshId } from "./dom.js";
import { confirmed } from "./confirm.js";
import { icon } from "./icons.js";
import { kindBadge } from "./people.js";
import { actAs, firstChannel, forgetReadMarks, openChannel, send, store, tell } from "./store.js";
import { forgetStory } from "./story.js";
import { orToast, toast } from "./toasts.js";
import { restartWelcome } from "./welcome.js";

const drawer = { open: false, channel: null, before: null };
let signature = null;

export function openTools(section = null) {
  if (!drawer.open) drawer.before = document.activeElement;
  drawer.open = true;
  tell();
  const root = document.getElementById("tools");
  (root.querySelector(section ? `[data-section=${section}] input` : "button") ?? root.querySelector("button"))?.focus();
}

export function closeTools() {
  drawer.open = false;
  tell();
  drawer.before?.focus?.();
}

export const toggleTools = () => (drawer.open ? closeTools() : openTools());
export const toolsAreOpen = () => drawer.open;

export function drawTools(root) {
  root.hidden = !drawer.open;
  if (!drawer.open) return root.replaceChildren(), (signature = null);
  const channels = store.state.channels.filter((channel) => channel.kind !== "dm");
  if (!channels.some((channel) => channel.id === drawer.channel)) drawer.channel = channels.find((channel) => channel.id === store.place.id)?.id ?? channels[0]?.id;
  const now = JSON.stringify([channels, store.state.people, store.state.app, drawer.channel, store.as]);
  if (now === signature) return;
  signature = now;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.focusKey : null;
  root.replaceChildren(header(), ...installing(), newChannel(), channelTools(channels) ?? "", faults(), startOver());
  if (focused) root.querySelector(`[data-focus-key="${CSS.escape(focused)}"]`)?.focus();
}

function header() {
  return el("header", { class: "tools-header" }, el("h2", {}, "Playground tools"), el("button", { type: "button", class: "icon-button", "aria-label": "Close the tools", testid: "tools-close", on: { click: closeTools } }, icon("close")));
}

function section(name, title, ...children) {
  return el("section", { class: "tools-section", "aria-label": title, data: { section: name } }, el("h3", {}, title), children);
}

/* ---- where the app is installed ---- */

function installing() {
  const app = store.state.app;
  if (!app?.install_url) return [];
  const id = freshId("workspace");
  const choose = el("select", { id, class: "field-input", testid: "tools-workspace", data: { focusKey: "workspace" }, on: { change: () => showWorkspace(choose.value) } }, app.workspaces.map((one) => el("option", { value: one.id, selected: one.id === app.here }, one.name)));
  const note = app.installed ? "Giveget is installed here." : "Giveget is not installed here. Installing opens its page in a new tab.";
  const button = app.installed
    ? el("button", { type: "button", class: "button small danger-outline", testid: "uninstall", data: { focusKey: "uninstall" }, on: { click: uninstall } }, "Uninstall")
    : el("a", { class: "button small", href: app.install_url, target: "_blank", rel: "opener", testid: "install", data: { focusKey: "install" } }, "Install…");
  return [section("app", "The app", el("label", { class: "field-label", for: id }, "Workspace"), choose, el("p", { class: "tools-note" }, note), button)];
}

async function showWorkspace(id) {
  if (!orToast(await send("workspace", { id }))) return;
  await actAs(store.state.people[0].id);
  openChannel(firstChannel()?.id ?? null);
}

async function uninstall() {
  const question = { title: { type: "plain_text", text: "Uninstall Giveget?" }, text: { type: "plain_text", text: "Its token is deleted at once, and what it stored after the grace: thirty days, unless an admin decided otherwise." }, confirm: { type: "plain_text", text: "Uninstall" }, style: "danger" };
  if (!(await confirmed(question))) return;
  if (orToast(await send("uninstall", {}))) toast("Giveget is uninstalled.");
}

/* ---- channels ---- */

function tick(words, traits = {}) {
  const id = freshId("tick");
  return el("div", { class: "choice" }, el("input", { type: "checkbox", id, ...traits }), el("label", { for: id }, words));
}

function newChannel() {
  const id = freshId("channel-name");
  const name = el("input", { id, type: "text", class: "field-input", placeholder: "globex-renewal", testid: "new-channel-name", maxlength: 80, data: { focusKey: "channel-name" } });
  const closed = tick("Private", { testid: "new-channel-private" });
  const shared = tick("Shared with another company", { testid: "new-channel-shared" });
  const make = async (event) => {
    event.preventDefault();
    const wanted = name.value.trim().toLowerCase().replace(/^#/, "").replace(/\s+/g, "-");
    if (!wanted) return name.focus();
    const answer = await send("channel", { name: wanted, private: isOn(closed), shared: isOn(shared) });
    if (!orToast(answer)) return;
    name.value = "";
    const made = store.state.channels.find((channel) => channel.id === answer.channel || channel.name === wanted);
    if (made) openChannel((drawer.channel = made.id));
  };
  return section("channel", "Make a channel", el("form", { class: "tools-form", on: { submit: make } }, el("label", { class: "field-label", for: id }, "Name"), name, closed, shared, el("button", { type: "submit", class: "button small", testid: "new-channel-make" }, "Make it")));
}

const isOn = (line) => line.querySelector("input").checked;

function channelTools(channels) {
  const channel = channels.find((one) => one.id === drawer.channel);
  if (!channel) return null;
  const id = freshId("which");
  const choose = el("select", { id, class: "field-input", testid: "tools-channel", data: { focusKey: "which" }, on: { change: () => ((drawer.channel = choose.value), tell()) } }, channels.map((one) => el("option", { value: one.id, selected: one.id === channel.id }, `${one.kind === "private" ? "🔒 " : "#"}${one.name}`)));
  return section("members", "Who is in a channel", el("label", { class: "field-label", for: id }, "Channel"), choose, sharing(channel), el("fieldset", { class: "tools-members" }, el("legend", { class: "field-label" }, "Members"), store.state.people.map((person) => memberTick(channel, person))));
}

function sharing(channel) {
  const now = channel.shared ? "on" : channel.pending_shared ? "pending" : "off";
  const name = freshId("sharing");
  const options = [["off", "Our company only"], ["pending", "Invitation sent"], ["on", "Shared with another company"]];
  const turn = async (value) => {
    const following = store.place.id === channel.id;
    const answer = await send("share", { channel: channel.id, on: value === "pending" ? "pending" : value === "on" });
    if (orToast(answer)) follow(channel, following);
  };
  return el("fieldset", { class: "tools-sharing" }, el("legend", { class: "field-label" }, "Sharing"), options.map(([value, words]) => {
    const id = freshId("share");
    return el("div", { class: "choice" }, el("input", { type: "radio", id, name, checked: value === now, testid: `share-${value}`, data: { focusKey: `share-${value}` }, on: { change: () => turn(value) } }), el("label", { for: id }, words));
  }));
}

/* A private channel that becomes shared gets a new id: stay with it by its name. */
function follow(channel, following) {
  const successor = store.state.channels.find((one) => one.id === channel.id) ?? store.state.channels.find((one) => one.name === channel.name);
  if (!successor) return;
  drawer.channel = successor.id;
  if (following && successor.id !== store.place.id) openChannel(successor.id);
  else tell();
}

function memberTick(channel, person) {
  const on = channel.members.includes(person.id);
  const turn = async (event) => {
    const answer = await send("join", { channel: channel.id, person: person.id, on: event.target.checked });
    if (!orToast(answer)) event.target.checked = on;
  };
  const words = [person.name, " ", person.kind === "bot" ? el("span", { class: "app-badge" }, "APP") : kindBadge(person)];
  return tick(words, { checked: on, testid: `member-${person.name}`, data: { focusKey: `member-${person.id}` }, on: { change: turn } });
}

/* ---- faults ---- */

function faults() {
  const give = (body, words) => async () => orToast(await send("faults", body)) && toast(words);
  return section(
    "faults",
    "Faults on demand",
    el("p", { class: "tools-note" }, "What the coach does when Slack is not at its best."),
    el(
      "div",
      { class: "tools-buttons" },
      el("button", { type: "button", class: "button small", testid: "fault-rate-limit", on: { click: give({ rate_limit: 3 }, "Slack will refuse the next 3 calls: too many requests.") } }, "Rate-limit 3 calls"),
      el("button", { type: "button", class: "button small", testid: "fault-slow", on: { click: give({ slow: 2 }, "Slack now answers 2 seconds late.") } }, "Slow Slack (2 s)"),
      el("button", { type: "button", class: "button small", testid: "fault-fail", on: { click: give({ fail: "internal_error" }, "Slack's next call will fail.") } }, "Fail the next call"),
      el("button", { type: "button", class: "button small", testid: "fault-none", on: { click: give({ rate_limit: 0, slow: 0, fail: null }, "Slack is well again.") } }, "All well again"),
    ),
  );
}

/* ---- starting over ---- */

function startOver() {
  const reset = el("button", { type: "button", class: "button small danger-outline", testid: "reset", on: { click: () => startAgain() } }, icon("reset", 14), el("span", {}, "Reset the playground"));
  return section("reset", "Start over", el("p", { class: "tools-note" }, "A fresh workspace and a fresh database. Everything typed here is gone."), reset);
}

/* True once the workspace is fresh; false when the person thought better of it. */
export async function startAgain(why = "") {
  const question = { title: { type: "plain_text", text: "Reset the playground?" }, text: { type: "plain_text", text: `${why} Every message and every deal typed here is deleted.`.trim() }, confirm: { type: "plain_text", text: "Reset" }, style: "danger" };
  if (!(await confirmed(question))) return false;
  const answer = await send("reset", {});
  if (!orToast(answer)) return false;
  forgetReadMarks();
  forgetStory();
  restartWelcome();
  openChannel(firstChannel()?.id ?? null);
  toast("A fresh workspace.");
  return true;
}
