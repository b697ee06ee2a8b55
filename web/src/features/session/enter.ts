import { queryClient } from "@/api/query";
import { type Session, sessionQuery } from "@/api/session";

/** Takes over what the server said about the one who has just come in. Nothing of anybody before stays in memory. */
export function enter(session: Session): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
}
