import { describe, expect, it } from "vitest";
import { usualServers, withSecurity } from "./server-form";

describe("servers typed by hand", () => {
  it("begin with what most providers use", () => {
    const { imap, smtp } = usualServers("ola@debowa.test");
    expect(imap).toMatchObject({ host: "imap.debowa.test", port: 993, security: "tls" });
    expect(smtp).toMatchObject({ host: "smtp.debowa.test", port: 465, security: "tls" });
    expect(usualServers("ola").imap.host).toBe("");
  });

  it("move a usual port with the encryption and leave an unusual one alone", () => {
    const { smtp } = usualServers("ola@debowa.test");
    expect(withSecurity("smtp", smtp, "starttls").port).toBe(587);
    expect(withSecurity("smtp", { ...smtp, port: 2525 }, "starttls").port).toBe(2525);
  });
});
