import { expect, it } from "vitest";
import { rolesToGive } from "./rules";

it("lets an owner give every role", () => {
  expect(rolesToGive("owner", "owner")).toEqual(["owner", "admin", "member", "guest"]);
});

it("lets an admin neither make nor change an owner", () => {
  expect(rolesToGive("admin", "member")).not.toContain("owner");
  expect(rolesToGive("admin", "owner")).toEqual([]);
});

it("lets members and guests change nobody", () => {
  expect(rolesToGive("member", "guest")).toEqual([]);
  expect(rolesToGive("guest", "guest")).toEqual([]);
});
