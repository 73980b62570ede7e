/* Reads new messages aloud to screen readers, once each, and only those of the conversation on screen. */
import { nameOf } from "./people.js";
import { unescape } from "./mrkdwn.js";
import { channelOnScreen, messagesIn, store } from "./store.js";

let heard = { where: null, last: 0 };

export function announceNew() {
  const channel = channelOnScreen();
  const where = channel && `${store.as} ${channel.id}`;
  const messages = channel ? messagesIn(channel.id) : [];
  const fresh = where === heard.where ? messages.filter((message) => Number(message.ts) > heard.last) : [];
  heard = { where, last: Math.max(0, ...messages.map((message) => Number(message.ts))) };
  if (fresh.length) document.getElementById("announcer").textContent = fresh.slice(-3).map(spoken).join(" ");
}

function spoken(message) {
  const privately = message.ephemeral ? ", only visible to you" : "";
  return `${nameOf(message.by)}${privately}: ${unescape(message.text ?? "")}`;
}
