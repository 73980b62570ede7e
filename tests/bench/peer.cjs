// The peer: Bolt for JavaScript as it is set up by itself, and one durable row with better-sqlite3.
const { App, HTTPReceiver } = require("@slack/bolt");
const Database = require("better-sqlite3");
const { randomUUID } = require("node:crypto");

const db = new Database(process.env.PEER_DB);
db.pragma("journal_mode = wal");
db.pragma("synchronous = full");
db.exec("CREATE TABLE IF NOT EXISTS moves (team, id, deal, person, kind, what, cost, currency, at, PRIMARY KEY (team, id))");
const insert = db.prepare("INSERT INTO moves VALUES ('T1', ?, 'D1', ?, 'give', ?, 1200000, 'EUR', ?)");

const receiver = new HTTPReceiver({
  signingSecret: process.env.PEER_SECRET,
  processBeforeResponse: true,
  endpoints: ["/slack/events"],
  logLevel: "error",
});
const app = new App({
  receiver,
  logLevel: "error",
  authorize: async () => ({ botToken: "xoxb-peer", botId: "B1", botUserId: "U1" }),
});
app.command("/concede", async ({ command, ack }) => {
  insert.run(randomUUID(), command.user_id, command.text, new Date().toISOString());
  await ack("Recorded.");
});
app.start({ port: Number(process.env.PEER_PORT), host: "127.0.0.1" });
