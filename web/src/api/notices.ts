import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";

/** A mailbox that I manage needs somebody; gone by itself when that is over. */
export interface Notice {
  id: string;
  accountId: string;
  address: string;
  state: "needs_sign_in" | "paused" | "backing_off";
  reason: string | null;
  since: string;
  /** I connected it. */
  own: boolean;
}

/** Told by live events; asked each minute too, so that nothing is missed however the stream fares. */
const minute = 60_000;

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: async ({ signal }) => (await http.get<{ items: Notice[] }>("/notices", signal)).items,
  refetchInterval: minute,
});

export const dismissNotice = (id: string) => http.post(`/notices/${id}/dismiss`);
