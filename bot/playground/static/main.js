/*
  The playground's page: a local workspace that looks and feels like Slack, so that whoever knows Slack is at home.
  One module per concept; store.js knows the workspace, main.js draws every region when it changes.

  Stable marks for browser tests (data-testid, and beside them the data-… that tell instances apart):

    composer                    the channel's text field; composer-send, composer-shortcuts, composer-error
    completion-option           a line of the "/" or "@" completion; data-key: the command or person id
    thread, thread-composer     the side panel and its text field; thread-composer-send, thread-close
    message                     one message; data-ts, data-by, data-ephemeral ("true"/"false")
    message-text                what it says (text or blocks); only-you: "Only visible to you"; edited; replies
    more-actions, reply-in-thread, message-menu, shortcut-<callback_id>
    block-button                a Block Kit button, by its text; data-action-id
    select, option              a Block Kit select and the choices of its open list; overflow
    table, data-table, chart    data-kind of a chart: bar, line, area, pie
    modal                       the open form; data-view-id, data-callback-id
    modal-title, modal-submit, modal-close, modal-back, modal-dismiss (the cross)
    field                       an input block of a form, by data-label; field-error inside it
    confirm, confirm-yes, confirm-deny
    home, tab-home, tab-messages
    person-switcher             data-person: who one acts as; person-menu, person-<name>
    channel-<name>, dm-<name>, app-giveget    lines of the sidebar; data-unread: count; aria-current when open
    channel-title, channel-header, shared-banner, members, open-sidebar (narrow), add-channel
    clock                       data-now: ISO moment; clock-panel: clock-1h, clock-1d, clock-1w, clock-next-morning,
                                clock-date, clock-time, clock-set
    story, story-choice, story-caption, story-deed, story-next, story-all, story-again, story-close
                                "story" is the strip's button
    gallery-open, gallery-search, gallery-language (data-locale), gallery-entry (data-name), gallery-sample,
    gallery-name, gallery-text, gallery-close
    tools-workspace, install, uninstall
    tools-open, tools-close, new-channel-name, -private, -shared, -make, tools-channel, share-on, -off, -pending,
    member-<name>, fault-rate-limit, fault-slow, fault-fail, fault-none, reset
    bar-more (narrow: a menu of more-story, more-gallery-open, more-tools-open, more-help, more-theme)
    theme, help, welcome, welcome-step, welcome-try, welcome-story, welcome-dismiss, toast

  <body data-version> is the version of the state on screen, <body data-busy> the number of orders under way: a test
  may wait for "0". The address keeps who acts and where: #as=<person>&at=<channel>, at=app.home or at=app.messages.
*/
import { announceNew } from "./announce.js";
import { chooseTheme, drawBar } from "./bar.js";
import { drawChannel } from "./channel.js";
import { drawApp } from "./home.js";
import { drawModal } from "./modal.js";
import { drawSidebar } from "./sidebar.js";
import { onChange, start, store } from "./store.js";
import { drawStory } from "./story.js";
import { drawThread } from "./thread.js";
import { showNotices } from "./toasts.js";
import { drawTools } from "./tools.js";
import { el } from "./dom.js";

const region = (id) => document.getElementById(id);
let seenVersion = null;

function draw() {
  drawBar(region("bar"));
  drawStory(region("story"));
  drawSidebar(region("sidebar"));
  drawPlace(region("place"));
  drawThread(region("thread"));
  drawTools(region("tools"));
  drawModal(region("modal-layer"));
  if (store.state.version !== seenVersion) news();
  document.body.dataset.version = String(store.state.version);
}

function news() {
  announceNew();
  showNotices(store.state.notices, seenVersion === null);
  seenVersion = store.state.version;
}

function drawPlace(root) {
  if (store.place.kind === "app") drawApp(root);
  else if (store.place.id) drawChannel(root, store.place.id);
  else root.replaceChildren(el("div", { class: "opening" }, el("p", {}, "This person is in no channel. Choose somebody else, or add them to one with Tools.")));
}

chooseTheme();
onChange(() => store.state && draw());
start();
