import { describe, expect, it } from "vitest";
import type { Provider } from "./api";
import { tileOfAddress } from "./domains";

const tile = (id: string, ...domains: string[]): Provider => ({
  id,
  name: id,
  needsOAuth: false,
  helpKey: id,
  domains,
});
const tiles = [
  tile("outlook", "outlook.*", "msn.com"),
  tile("o2", "o2.pl"),
  tile("interia", "interia.pl", "*.hub.pl"),
];

describe("the tile of an address", () => {
  it.each([
    ["ola@o2.pl", "o2"],
    ["Ola@O2.PL ", "o2"],
    ["ola@outlook.com", "outlook"],
    ["ola@outlook.", undefined],
    ["ola@biuro.hub.pl", "interia"],
    ["ola@hub.pl", undefined],
    ["ola@debowa.test", undefined],
    ["ola", undefined],
    ["ola@", undefined],
  ])("of %s is %s", (address, id) => {
    expect(tileOfAddress(address, tiles)?.id).toBe(id);
  });
});
