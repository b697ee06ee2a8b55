import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";
import type { Role } from "./session";

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
  leftAt: string | null;
}

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: async ({ signal }) => (await http.get<{ items: Member[] }>("/members", signal)).items,
});
