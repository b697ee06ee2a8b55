import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Notice } from "@/api/notices";
import { queryClient } from "@/api/query";
import { TooltipProvider } from "@/ui/tooltip";
import { NoticeBar } from "./notice-bar";

let notices: Notice[];
const asked: string[] = [];

const notice = (id: string, state: Notice["state"]): Notice => ({
  id,
  accountId: "a",
  address: `${id}@debowa.test`,
  state,
  reason: null,
  since: "2026-11-25T08:00:00Z",
  own: true,
});

beforeEach(() => {
  asked.length = 0;
  queryClient.clear();
  vi.stubGlobal("fetch", async (path: string, options?: RequestInit) => {
    asked.push(`${options?.method} ${path}`);
    if (path.endsWith("/dismiss")) {
      notices = notices.slice(1);
      return new Response(null, { status: 204 });
    }
    return Response.json(path === "/api/notices" ? { items: notices } : { items: [] });
  });
});

async function open(): Promise<void> {
  const root = createRootRoute({ component: NoticeBar });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole("status");
}

it("says nothing while no mailbox needs anybody, and appears when one does", async () => {
  notices = [];
  await open();
  await waitFor(() => expect(asked).toContain("GET /api/notices"));
  expect(screen.getByRole("status").textContent).toBe("");
  notices = [notice("biuro", "needs_sign_in")];
  await act(() => queryClient.invalidateQueries({ queryKey: ["notices"] }));
  await screen.findByText(/biuro@debowa\.test/u);
  expect(screen.getByRole("button", { name: "Zaloguj się ponownie" })).toBeDefined();
  notices = [];
  await act(() => queryClient.invalidateQueries({ queryKey: ["notices"] }));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe(""));
});

it("shows one at a time, counts the others, and the next when one was read", async () => {
  notices = [notice("biuro", "needs_sign_in"), notice("export", "paused")];
  await open();
  await screen.findByText(/biuro@debowa\.test/u);
  expect(screen.getByText("i jeszcze 1 skrzynka")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /Nie pokazuj/u }));
  await screen.findByText(/export@debowa\.test/u);
  expect(asked).toContain("POST /api/notices/biuro/dismiss");
  expect(screen.getByRole("link", { name: /Zobacz/u }).getAttribute("href")).toBe("/data/mailboxes/a/sync");
});
