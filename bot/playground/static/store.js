/* What this page knows: the workspace as one person may see it, and where that person is looking. */
import { awaitChange, fetchState, order } from "./api.js";

export const store = {
  state: null,
  as: null,
  place: { kind: "channel", id: null }, // or {kind: "app", tab: "home" | "messages"}
  thread: null, // {channel, ts} of the thread in the side panel
  online: true,
};

const listeners = new Set();
export const onChange = (listen) => listeners.add(listen);
export function tell() {
  for (const listen of listeners) listen();
}

/* ---- where the person looks, kept in the address so that a reload and a link find it again ---- */

export function openChannel(id) {
  store.place = { kind: "channel", id };
  store.thread = null;
  remember();
}

export function showApp(tab) {
  store.place = { kind: "app", tab };
  store.thread = null;
  remember();
}

/* Looking at the Home tab tells the app so. */
export function openApp(tab) {
  showApp(tab);
  return tab === "home" ? send("home", {}) : Promise.resolve({ ok: true });
}

export function openThread(channel, ts) {
  store.thread = { channel, ts };
  tell();
}

export function closeThread() {
  store.thread = null;
  tell();
}

export async function actAs(person) {
  if (person === store.as) return;
  store.as = person;
  store.thread = null;
  remember();
  restartPolling();
  await refresh();
  await greetHome();
}

async function greetHome() {
  if (store.place.kind === "app" && store.place.tab === "home") await send("home", {});
}

function remember() {
  const { kind, id, tab } = store.place;
  const address = new URLSearchParams({ as: store.as ?? "", at: kind === "app" ? `app.${tab}` : (id ?? "") });
  history.replaceState(null, "", `#${address}`);
  tell();
}

function recall() {
  const address = new URLSearchParams(location.hash.slice(1));
  store.as = address.get("as") || null;
  const at = address.get("at") ?? "";
  store.place = at.startsWith("app.") ? { kind: "app", tab: at.slice(4) } : { kind: "channel", id: at || null };
}

/* ---- the workspace ---- */

let newest = null;

/* Resolves once the page shows a state that is no older than this call; a later look replaces an earlier one. */
export function refresh() {
  const look = fetchState(store.as).then((state) => (look === newest ? accept(state) : newest));
  newest = look;
  return look;
}

function accept(state) {
  store.state = state;
  if (!personById(store.as)) store.as = state.as ?? state.people.find(canAct)?.id ?? null;
  if (store.place.kind === "app" && !seesApp(me())) store.place = { kind: "channel", id: null };
  if (store.place.kind === "channel" && !isMine(store.place.id)) store.place.id = firstChannel()?.id ?? null;
  remember();
}

/* The app belongs to our company: others meet it only in channels shared with them. */
export const seesApp = (person) => !["outsider", "deactivated"].includes(person?.kind);
/* A deal's own channel before the one where everybody is. */
export const firstChannel = () => myChannels().find((channel) => channel.name !== "general" && !channel.shared) ?? myChannels()[0] ?? null;
const canAct = (person) => person.kind !== "bot";

/* Sends an order as the present person; resolves once this page shows what came of it. */
export async function send(name, body) {
  document.body.dataset.busy = String(Number(document.body.dataset.busy ?? 0) + 1);
  try {
    const answer = await order(name, { as: store.as, ...body });
    await refresh().catch(() => {});
    return answer;
  } finally {
    document.body.dataset.busy = String(Number(document.body.dataset.busy) - 1);
  }
}

/* ---- the long poll ---- */

let polling = new AbortController();

export async function start() {
  recall();
  await untilAnswered();
  await greetHome();
  poll();
}

async function untilAnswered() {
  for (;;) {
    try {
      return await refresh();
    } catch {
      setOnline(false);
      await pause(1000);
    }
  }
}

function restartPolling() {
  polling.abort();
  polling = new AbortController();
  poll();
}

async function poll() {
  const { signal } = polling;
  let wait = 500;
  while (!signal.aborted) {
    try {
      const { version } = await awaitChange(store.as, store.state.version, signal);
      if (signal.aborted) return;
      if (version !== store.state.version) await refresh();
      else await pause(50);
      setOnline(true);
      wait = 500;
    } catch {
      if (signal.aborted) return;
      setOnline(false);
      await pause(wait);
      wait = Math.min(wait * 2, 5000);
    }
  }
}

function setOnline(online) {
  if (store.online === online) return;
  store.online = online;
  if (store.state) tell();
}

export const pause = (ms) => new Promise((go) => setTimeout(go, ms));

/* ---- looking things up ---- */

export const personById = (id) => store.state?.people.find((person) => person.id === id) ?? null;
export const channelById = (id) => store.state?.channels.find((channel) => channel.id === id) ?? null;
export const me = () => personById(store.as);
export const theApp = () => store.state?.people.find((person) => person.kind === "bot") ?? null;
export const appName = () => theApp()?.name ?? "Giveget";
export const isApp = (id) => !personById(id) || personById(id).kind === "bot";
export const untouched = () => Object.values(store.state.messages).every((messages) => !messages.length);
export const messagesIn = (channel) => store.state?.messages[channel] ?? [];

const byName = (one, two) => one.name.localeCompare(two.name);
export const myChannels = () => (store.state?.channels ?? []).filter((channel) => channel.kind !== "dm" && mayRead(channel)).sort(byName);
export const myDirectMessages = () => (store.state?.channels ?? []).filter((channel) => channel.kind === "dm" && withApp(channel) === false && mayRead(channel));
export const appConversation = () => (store.state?.channels ?? []).find((channel) => channel.kind === "dm" && withApp(channel) && mayRead(channel)) ?? null;

const withApp = (channel) => isApp(partnerOf(channel));
const isMine = (id) => channelById(id) !== null && mayRead(channelById(id));
const mayRead = (channel) => channel.members.includes(store.as) || channel.with === store.as;

export function partnerOf(channel) {
  if (channel.with && channel.with !== store.as) return channel.with;
  return channel.members.find((member) => member !== store.as) ?? channel.with;
}

/* The channel on screen: the one chosen, or the app's conversation on its Messages tab. */
export function channelOnScreen() {
  if (store.place.kind === "channel") return channelById(store.place.id);
  return store.place.tab === "messages" ? appConversation() : null;
}

/* ---- what was read ---- */

const readMarks = new Map();
const markKey = (channel) => `${store.as} ${channel}`;

export function markRead(channel) {
  const last = messagesIn(channel).at(-1);
  if (last) readMarks.set(markKey(channel), last.ts);
}

export function unreadIn(channel) {
  const since = Number(readMarks.get(markKey(channel)) ?? 0);
  return messagesIn(channel).filter((message) => Number(message.ts) > since && message.by !== store.as && !message.ephemeral).length;
}

export const forgetReadMarks = () => readMarks.clear();
