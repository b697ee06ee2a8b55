import { expect, test } from "vitest";
import type { Mentionable } from "@/api/notes";
import { namedBefore, offered } from "./mention";

const one = (name: string, reaches = true): Mentionable => ({ id: name, name, guest: false, reaches });
const people = [one("Łucja Żak", false), one("Lidia Maj"), one("Tymon Sowa"), one("Hanna Lis-Maj")];

test("somebody is being named after an @ that begins a word", () => {
  expect(namedBefore("Pytanie do @Li")).toEqual({ query: "Li", length: 3 });
  expect(namedBefore("@")).toEqual({ query: "", length: 1 });
  expect(namedBefore("@Lidia M")).toEqual({ query: "Lidia M", length: 8 });
  expect(namedBefore("biuro@debowa")).toBeNull();
  expect(namedBefore("@Lidia Maj zerkniesz")).toBeNull();
});

test("names are found by the beginnings of their words, without Polish letters too, those who see it already first", () => {
  expect(offered(people, "maj").map((each) => each.name)).toEqual(["Lidia Maj", "Hanna Lis-Maj"]);
  expect(offered(people, "luc").map((each) => each.name)).toEqual(["Łucja Żak"]);
  expect(offered(people, "l").map((each) => each.name)).toEqual(["Lidia Maj", "Hanna Lis-Maj", "Łucja Żak"]);
  expect(offered(people, "idia")).toEqual([]);
});
