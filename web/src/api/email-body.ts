import { queryOptions } from "@tanstack/react-query";
import { http, queryString } from "./http";
import { ApiProblem } from "./problem";

export interface BodyWish {
  images: "none" | "once";
  theme: "light" | "dark";
}

/**
 * Where the safe body of an e-mail is served, as a document of its own. The quoted history is asked for unfolded: the page folds it by
 * showing less of the frame, so that unfolding moves the page and not something inside the frame.
 */
export const bodyUrl = (emailId: string, wish: BodyWish) =>
  `/api/emails/${encodeURIComponent(emailId)}/body${queryString({ images: wish.images, theme: wish.theme, quoted: "shown" })}`;

export const sourceUrl = (emailId: string) => `/api/emails/${encodeURIComponent(emailId)}/source`;

export const attachmentUrl = (attachmentId: string) => `/api/attachments/${encodeURIComponent(attachmentId)}`;

/** The same document as text, for measuring how tall it will be. Never put into the page itself. */
export const bodyTextQuery = (emailId: string, wish: BodyWish) =>
  queryOptions({
    queryKey: ["email-body", emailId, wish],
    queryFn: async ({ signal }) => {
      const response = await fetch(bodyUrl(emailId, wish), { signal, credentials: "same-origin" });
      if (!response.ok) throw new ApiProblem("unexpected", response.status);
      return response.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
    meta: { live: "own" },
  });

export const allowImages = (email: string, allowed: boolean) =>
  http.put("/image-permissions", { email, allowed });
