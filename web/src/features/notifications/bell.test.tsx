import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Notification } from "@/api/notifications";
import { queryClient } from "@/api/query";
import { TooltipProvider } from "@/ui/tooltip";
import { Bell } from "./bell";

let unread: Notification[];
const asked: string[] = [];

const told = (id: string, conversation: string, at: string): Notification => ({
  id,
  kind: "assigned",
  at,
  read: false,
  count: 1,
  actor: { id: "h", name: "Hanna Wrzos" },
  conversation: { id: conversation, subject: "Oferta na taras", client: "Wacław Bez" },
  mailbox: null,
});

beforeEach(() => {
  asked.length = 0;
  queryClient.clear();
  vi.stubGlobal("fetch", async (path: string, options?: RequestInit) => {
    asked.push(`${options?.method} ${path} ${options?.body ?? ""}`.trim());
    if (options?.method === "PUT") {
      unread = [];
      return new Response(null, { status: 204 });
    }
    if (path.endsWith("/counts"))
      return Response.json({
        unread: unread.length,
        kinds: { assigned: unread.length },
        newest: unread[0] ?? null,
      });
    return Response.json({ items: unread, next: null });
  });
});

async function open(at = "/"): Promise<void> {
  const root = createRootRoute({
    component: () => (
      <>
        <Bell />
        <Outlet />
      </>
    ),
  });
  const conversation = createRoute({ getParentRoute: () => root, path: "/inbox/$conversationId" });
  const router = createRouter({
    routeTree: root.addChildren([conversation]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole("button", { name: /^Powiadomienia/u });
}

const again = () => act(() => queryClient.invalidateQueries({ queryKey: ["notifications"] }));

it("says how much is unread, and reads aloud only what comes while the page is open", async () => {
  unread = [told("1", "c", "2026-11-25T08:00:00Z")];
  await open();
  await screen.findByRole("button", { name: "Powiadomienia: 1 nieprzeczytane" });
  expect(screen.getByRole("status").textContent).toBe("");
  unread = [told("2", "d", "2026-11-25T08:01:00Z"), ...unread];
  await again();
  await waitFor(() =>
    expect(screen.getByRole("status").textContent).toBe(
      "Przypisano Ci konwersację: Wacław Bez · Oferta na taras",
    ),
  );
  expect(asked.filter((line) => line.startsWith("PUT"))).toEqual([]);
}, 30_000);

it("takes for read what is about the conversation that is open", async () => {
  unread = [told("1", "c", "2026-11-25T08:00:00Z")];
  await open("/inbox/c");
  await waitFor(() => expect(asked).toContain('PUT /api/notifications/read {"conversationId":"c"}'));
  await screen.findByRole("button", { name: "Powiadomienia" });
}, 30_000);

it("opens what it tells of, and is read by that", async () => {
  unread = [told("1", "c", "2026-11-25T08:00:00Z")];
  await open();
  fireEvent.click(await screen.findByRole("button", { name: "Powiadomienia: 1 nieprzeczytane" }));
  const link = await screen.findByRole("link", { name: /Przypisano Ci konwersację/u }, { timeout: 15_000 });
  expect(link.getAttribute("href")).toBe("/inbox/c");
  expect(link.textContent).toContain("Hanna Wrzos");
  fireEvent.click(link);
  await waitFor(() => expect(asked).toContain('PUT /api/notifications/1/read {"read":true}'));
}, 30_000);
