/** A letter that answers others about the same subject, as any mail program writes it. */
export function reply(subject, from, to, references, id, text) {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?UTF-8?B?${Buffer.from(`Re: ${subject}`).toString("base64")}?=`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}>`,
    `In-Reply-To: ${references.at(-1)}`,
    `References: ${references.join(" ")}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    text,
    "",
  ].join("\n");
}
