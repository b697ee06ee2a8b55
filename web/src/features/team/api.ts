import { queryOptions } from "@tanstack/react-query";
import { http } from "@/api/http";
import type { Role } from "@/api/session";

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
}

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async ({ signal }) => (await http.get<{ items: Invitation[] }>("/invitations", signal)).items,
});

/** The link is told once and can never be asked for again. */
export interface InvitationLink {
  id: string;
  link: string;
  expiresAt: string;
}

export const invite = (email: string, role: Role) =>
  http.post<InvitationLink>("/invitations", { email, role });
export const withdraw = (id: string) => http.delete(`/invitations/${id}`);
