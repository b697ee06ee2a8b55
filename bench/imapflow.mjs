// Fetches the sources of two folders with imapflow and writes each to a file: imapflow.mjs LIBRARY PORT USER PASSWORD STORE
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [library, port, user, pass, store] = process.argv.slice(2);
const { ImapFlow } = createRequire(join(library, "package.json"))("imapflow");

const client = new ImapFlow({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  doSTARTTLS: false,
  auth: { user, pass },
  disableCompression: true,
  disableAutoIdle: true,
  logger: false,
});
await client.connect();
for (const folder of ["INBOX", "Wysłane"]) {
  const own = join(store, folder);
  mkdirSync(own);
  const lock = await client.getMailboxLock(folder, { readOnly: true });
  for await (const message of client.fetch("1:*", { uid: true, flags: true, internalDate: true, source: true })) {
    writeFileSync(join(own, `${message.uid}.eml`), message.source);
  }
  lock.release();
}
await client.logout();
