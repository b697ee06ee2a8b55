import { expect, it } from "vitest";
import { placeOf } from "./failures";

it("explains a refused password at the password", () => {
  expect(placeOf("password_refused", false)).toBe("password");
  expect(placeOf("app_password_needed", true)).toBe("password");
});

it("explains what is wrong with a server at its field only when that field is there", () => {
  expect(placeOf("certificate_untrusted", true)).toBe("imap");
  expect(placeOf("smtp_unreachable", true)).toBe("smtp");
  expect(placeOf("certificate_untrusted", false)).toBe("form");
  expect(placeOf("smtp_unreachable", false)).toBe("form");
});

it("explains what it does not know above the form", () => {
  expect(placeOf("something_new", true)).toBe("form");
});
