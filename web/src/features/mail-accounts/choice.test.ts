import { describe, expect, it } from "vitest";
import type { Folder, FolderRole } from "./api";
import { type Chosen, canChoose, choiceOf, compareFolders, labelOf, sides } from "./choice";

const folder = (id: string, role: FolderRole = "other", more: Partial<Folder> = {}): Folder => ({
  id,
  name: id,
  path: [id],
  parentId: null,
  role,
  selectable: true,
  chosen: false,
  direction: "none",
  vanished: false,
  ...more,
});
const chosen = (folders: string[], sent: string[] = []): Chosen => ({
  folders,
  sent,
  windowDays: 30,
  sharing: "project",
  shares: [],
});
const ids = (folders: Folder[]) => folders.map((one) => one.id);

const inbox = folder("INBOX", "inbox");
const sent = folder("Wysłane", "sent");
const clients = folder("Klienci");
const drafts = folder("Szkice", "drafts");
const all = [inbox, sent, clients, drafts];

describe("the choice of folders", () => {
  it("tells received from sent by role", () => {
    const { received, sent: out } = sides(all, chosen(["INBOX", "Wysłane", "Klienci"]));
    expect(ids(received)).toEqual(["INBOX", "Klienci"]);
    expect(ids(out)).toEqual(["Wysłane"]);
  });

  it("lets the user name a folder as sent where no role says so", () => {
    const { received, sent: out } = sides(all, chosen(["INBOX", "Klienci"], ["Klienci"]));
    expect(ids(received)).toEqual(["INBOX"]);
    expect(ids(out)).toEqual(["Klienci"]);
  });

  it("offers neither drafts, nor containers, nor what has vanished", () => {
    expect(canChoose(drafts)).toBe(false);
    expect(canChoose(folder("[Gmail]", "other", { selectable: false }))).toBe(false);
    expect(canChoose(folder("x", "other", { vanished: true }))).toBe(false);
  });

  it("asks for nothing that is no longer there", () => {
    expect(choiceOf(all, chosen(["INBOX", "gone", "Wysłane"])).chosen).toEqual(["INBOX", "Wysłane"]);
  });

  it("shares with nobody by name unless that was chosen", () => {
    const shares = [{ memberId: "m", level: "read" as const }];
    expect(choiceOf(all, { ...chosen(["INBOX"]), shares }).shares).toEqual([]);
    expect(choiceOf(all, { ...chosen(["INBOX"]), sharing: "members", shares }).shares).toEqual(shares);
  });
});

describe("folders in the list", () => {
  it("begin with INBOX and sent and end with junk and trash, in Polish order between", () => {
    const order = compareFolders(new Intl.Collator("pl").compare);
    const mixed = [
      folder("Kosz", "trash"),
      folder("Żwir"),
      folder("Spam", "junk"),
      folder("Łąka"),
      folder("Archiwum", "archive"),
      folder("Lato"),
      sent,
      inbox,
    ];
    expect(ids(mixed.sort(order))).toEqual([
      "INBOX",
      "Wysłane",
      "Archiwum",
      "Lato",
      "Łąka",
      "Żwir",
      "Spam",
      "Kosz",
    ]);
  });

  it("show their whole way when the server does not list their parent", () => {
    expect(labelOf(folder("c", "other", { name: "c", path: ["a", "b", "c"] }))).toBe("a / b / c");
    expect(labelOf(folder("c", "other", { name: "c", path: ["a", "c"], parentId: "a" }))).toBe("c");
  });
});
